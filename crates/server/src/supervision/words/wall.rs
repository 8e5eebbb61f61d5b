//! 大屏用词.

use crate::words;

words! {
    /// 大屏用词.
    pub struct WallWords;
    title: "督办大屏", "Supervision wall";
    fresh(time): "数据截至 {time}", "As of {time}";
    stale(time): "数据停在 {time}，正在重连", "Data stopped at {time}, reconnecting";
    open(count): "在办 {count} 件", "{count} open";
    reds(count): "超期 {count} 件", "Overdue: {count}";
    longest_first: "超得最久的在前", "longest first";
    more(count): "还有 {count} 件", "{count} more";
    units(count): "{count} 个单位", "{count} units";
    links: "大屏链接", "Wall links";
    links_lead: "有链接的屏幕不用登录就能看大屏，只看不能动。链接只显示一次，丢了就撤销重做。", "A screen with a link shows the wall without signing in; it can change nothing. A link is shown once: if it is lost, revoke it and make another.";
    new_link: "做一条链接", "Make a link";
    screen: "屏幕名称", "Name of the screen";
    screen_hint: "放在哪里，例如 一楼大厅", "Where it hangs, such as: hall, ground floor";
    screen_missing(most): "请写屏幕名称，不超过 {most} 个字", "Name the screen, in at most {most} characters";
    make: "做链接", "Make the link";
    made_head: "链接做好了，只显示这一次", "The link is made; it is shown this once";
    made_says: "在屏幕的浏览器里打开这个网址：", "Open this address in the browser of the screen:";
    copy: "复制", "Copy";
    copied: "已复制", "Copied";
    head_screen: "屏幕", "Screen";
    head_made: "制作", "Made";
    head_seen: "最近一次打开", "Last seen";
    head_standing: "状态", "State";
    never_seen: "还没有打开过", "never";
    in_force: "有效", "In force";
    revoked(time): "{time} 已撤销", "Revoked {time}";
    revoke: "撤销", "Revoke";
    none: "还没有链接。", "No links yet.";
    open_wall: "打开大屏", "Open the wall";
}
