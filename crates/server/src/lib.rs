//! 网页. Pages over HTTP: the portal for the public, the workbench for those who handle matters,
//! the board for those who supervise, the administration.
//!
//! An endpoint has three parts, each a few lines: parse, act or ask, answer. It holds no rule and
//! no SQL. A page is a struct of ready words; a template does no arithmetic and writes no date.
//! Everything works without JavaScript; one small script improves it.
//!
//! A parent opens the portal before anybody has filed anything:
//!
//! ```
//! use axum::body::Body;
//! use axum::http::{Request, StatusCode};
//! use tower::ServiceExt as _;
//! use xiaoneng_app::{Access, App, Place};
//! use xiaoneng_server::{Site, SiteOptions, router};
//!
//! # tokio::runtime::Runtime::new()?.block_on(async {
//! # let folder = tempfile::tempdir()?;
//! let app = App::open(&Place::Folder(folder.path().join("data")), Access::Write).await?;
//! let site = Site::new(app.clone(), SiteOptions::default());
//! let request = Request::get("/healthz").body(Body::empty())?;
//! let response = router(site).oneshot(request).await?;
//! assert_eq!(response.status(), StatusCode::OK);
//! app.close().await?;
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

pub mod admin;
pub mod cases;
pub mod circulars;
pub mod complaints;
pub mod inspections;
pub mod kit;
pub mod portal;
pub mod routes;
pub mod serving;
pub mod sign_in;
mod site;
pub mod supervision;
pub mod workbench;

pub use routes::router;
pub use serving::serve;
pub use site::{Site, SiteOptions};
