//! AB 岗用词.

use crate::words;

words! {
    /// AB 岗用词.
    pub struct CoverWords;
    title: "AB 岗", "Covers";
    lead(posts, agreed): "{posts} 个岗位，{agreed} 个有双方签认的 B 岗。", "{posts} posts, {agreed} with an agreed B.";
    none_yet: "还没有设岗。负责人可以在工作台里为本单位提出 AB 岗，双方签认后生效。", "No posts yet; heads propose pairs in the workbench, both sign.";
    unit: "单位", "Unit";
    post: "岗位", "Post";
    a: "A 岗", "A";
    b: "B 岗", "B";
    state: "情况", "State";
    agreed: "已签认", "Agreed";
    waits: "等签认", "Waits for a signature";
    none: "没有 B 岗", "No B";
}
