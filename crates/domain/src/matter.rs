//! 办件. One thing a citizen or teacher brought.
