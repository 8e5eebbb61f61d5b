//! 对外用词. The portal's part of the catalogue.

use crate::words;

words! {
    /// 对外用词.
    pub struct PortalWords;
    home_title: "首页", "Home";
    home_says: "有事找我们，到点有回音", "Bring it to us, and hear back on time";
    home_lead: "不用注册，不用装软件，一分钟填完。", "No account, no app, one minute to fill in.";
    file_button: "我要反映 / 办事", "Report or request";
}
