//! 不予办理. The institution's no: closed, with facts and the clause it rests on.

/// Why a wish was not carried out.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    /// The actor may not do this.
    #[error("您没有办理这一步的权限")]
    NotAuthorised,
}
