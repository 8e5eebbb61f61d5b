//! 权限. One table: who may do what to which, recusal by data included.
