//! 三员分立: every door × every one of the first four, and nobody.

use axum::http::StatusCode;
use xiaoneng_domain::organization::Role;

use crate::office::Office;

/// Path; then whether it opens to director, system, security, audit administrator.
const DOORS: [(&str, &str); 14] = [
    ("/a", "→yyy"),
    ("/a/setup", "yy.."),
    ("/a/org", "yy.."),
    ("/a/org/new", "yy.."),
    ("/a/org/JYJ", "yy.."),
    ("/a/people", "yy.."),
    ("/a/people/new", "yy.."),
    ("/a/people/accounts", ".y.."),
    ("/a/covers", "yy.."),
    ("/a/import", "yy.."),
    ("/a/rules", "yy.."),
    ("/a/catalog", "yy.."),
    ("/a/backup", ".y.."),
    ("/a/audit", ".y.y"),
];

#[tokio::test]
async fn each_of_the_four_opens_his_own_doors_alone() {
    let office = Office::established().await;
    for (path, row) in DOORS {
        for (role, expected) in Office::roles().into_iter().zip(row.chars()) {
            let page = office.seat(role).await.get(path).await;
            let found = match page.status {
                StatusCode::OK => 'y',
                StatusCode::FORBIDDEN => '.',
                StatusCode::SEE_OTHER => '→',
                other => panic!("{path} {role:?}: {other} {}", page.text),
            };
            assert_eq!(found, expected, "{path} {role:?}");
        }
        let nobody = office.anybody().get(path).await;
        assert_eq!(nobody.status, StatusCode::SEE_OTHER, "{path}");
        assert!(nobody.goes_to.starts_with("/login?next="), "{path}");
    }
}

#[tokio::test]
async fn a_door_that_is_shut_says_who_may() {
    let office = Office::established().await;
    let page = office.seat(Role::Secadmin).await.get("/a/backup").await;
    page.says("需要“备份”").says("系统管理员");
    let post = office.seat(Role::Auditadmin).await.post("/a/backup", &[]).await;
    assert_eq!(post.status, StatusCode::FORBIDDEN);
}
