//! 环节和来源的说法. Words for the codes under which matters are listed.

use crate::workbench::words::DeskWords;

/// 环节, by the code of the register.
pub(crate) fn state_word(w: DeskWords, state: &str) -> &'static str {
    match state {
        "offered" => w.state_offered(),
        "suspended" => w.state_suspended(),
        "decided" => w.state_decided(),
        "in_dispute" => w.state_in_dispute(),
        "registered" => w.state_registered(),
        "follow_up" => w.state_follow_up(),
        "completed" => w.state_completed(),
        "declined" => w.state_declined(),
        "referred_outside" => w.state_referred(),
        "withdrawn" => w.state_withdrawn(),
        "merged" => w.state_merged(),
        "lapsed" => w.state_lapsed(),
        "unanswered" => w.state_history(),
        _ => w.state_in_hand(),
    }
}

/// 来源, by the code of the register.
pub(crate) fn channel_word(w: DeskWords, channel: &str) -> &'static str {
    match channel {
        "qr_code" => w.channel_qr(),
        "visit" => w.channel_visit(),
        "phone" => w.channel_phone(),
        "letter" => w.channel_letter(),
        "hotline" => w.channel_hotline(),
        "interface" => w.channel_interface(),
        "assigned" => w.channel_assigned(),
        "history" => w.channel_history(),
        _ => w.channel_portal(),
    }
}
