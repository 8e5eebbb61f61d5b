//! 案卷在哪里. What a docket is called, and where its page is.

use xiaoneng_domain::stream::StreamId;

use crate::workbench::words::dockets::DocketWords;

/// Its own name within its kind.
pub(super) fn docket_id(stream: &StreamId) -> String {
    let name = stream.to_string();
    name.split_once('/').map(|(_, id)| id.to_owned()).unwrap_or(name)
}

/// The page of a docket; empty where none is open to him who is told.
pub(super) fn docket_path(stream: &StreamId) -> String {
    let id = docket_id(stream);
    match stream.kind() {
        "card" => format!("/w/cards/{id}"),
        "task" => format!("/w/tasks/{id}"),
        // The page of the person concerned leads on to the file where that is his.
        "case" => format!("/w/cases/{id}"),
        "inspection" => format!("/s/inspections/{id}"),
        "circular" => format!("/s/circulars/{id}"),
        _ => String::new(),
    }
}

/// What it is called.
pub(super) fn docket_name(w: DocketWords, stream: &StreamId) -> String {
    let id = docket_id(stream);
    match stream.kind() {
        "card" => w.card(id),
        "task" => w.task(id),
        "case" => w.case(id),
        "inspection" => w.inspection(id),
        "circular" => w.circular(id),
        _ => id,
    }
}
