//! Arrows.

/// Whether the crate in folder `from` may depend on the one in folder `to`.
pub fn may_depend(from: &str, to: &str) -> bool {
    from == "store" && to == "domain"
}
