//! 表格, as the acts of the workbench use it.

pub(crate) use crate::kit::form::{Choice, Field, Form, Typed};
