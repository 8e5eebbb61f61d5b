//! 权限. One table: who may do what to which, recusal by data included.

mod office;

pub use office::{
    NotAllowed, OFFICE_TABLE, OfficeAct, Standing, Subject, permits_office, standings,
};
