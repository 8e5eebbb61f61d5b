//! 数据所在. Opens what `--data` or `--database` names.

use std::future::Future;
use std::path::PathBuf;

use xiaoneng_app::{Access, App, Place};

use crate::arguments::DataArguments;
use crate::outcome::Stopped;

/// Where the settings and keys of a database server's data stand unless told otherwise.
const HOME: &str = "xiaoneng-home";

pub(crate) fn place(arguments: &DataArguments) -> Result<Place, Stopped> {
    match (&arguments.place.data, &arguments.place.database) {
        (Some(folder), _) => Ok(Place::Folder(folder.clone())),
        (None, Some(url)) => Ok(Place::Server {
            url: url.clone(),
            home: arguments.home.clone().unwrap_or_else(|| PathBuf::from(HOME)),
        }),
        (None, None) => Err(Stopped::wrong("请用 --data 或 --database 指明数据在哪里。")),
    }
}

/// Runs something to its end.
pub(crate) fn run<F: Future>(work: F) -> Result<F::Output, Stopped> {
    let runtime = tokio::runtime::Runtime::new().map_err(Stopped::cannot)?;
    Ok(runtime.block_on(work))
}

/// Opens the data, does the work, and closes again: everything sealed, nothing left in the air.
pub(crate) fn with_app<T>(
    arguments: &DataArguments,
    access: Access,
    work: impl AsyncFnOnce(App) -> Result<T, Stopped>,
) -> Result<T, Stopped> {
    let place = place(arguments)?;
    run(async {
        let app = App::open(&place, access).await.map_err(Stopped::cannot)?;
        let outcome = work(app.clone()).await;
        let closed = app.close().await.map_err(Stopped::cannot);
        let outcome = outcome?;
        closed?;
        Ok(outcome)
    })?
}
