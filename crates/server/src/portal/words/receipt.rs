//! 回执用词. What somebody gets when he has filed: the code, what comes next, the proof.

use crate::words;

words! {
    /// 回执用词.
    pub struct ReceiptWords;
    received: "已收到", "Received";
    followed: "已跟进", "You follow this one";
    renewed: "新的查询码", "Your new query code";
    your_code: "您的查询码", "Your query code";
    keep: "凭它查进度、补材料、评价。请截屏保存，不要告诉工作人员。", "It opens progress, additions and rating. Take a screenshot; do not tell it to staff.";
    no_phone: "您没有留手机号，请务必保存查询码。", "You left no mobile number, so do keep the code.";
    once: "查询码只完整显示这一次。丢了可以换一个新的，旧的同时作废。", "The code is shown in full only this once. If lost you can have a new one; the old one is dead then.";
    hidden: "查询码只完整显示一次。", "The code is shown in full only once.";
    hidden_hint: "丢了可以换一个新的。", "If it is lost you can have a new one.";
    copy: "复制", "Copy";
    copied: "已复制", "Copied";
    print: "打印", "Print";
    next: "接下来", "What comes next";
    next_first_contact(who): "从现在起，{who}是首问责任人，负责到底", "From now on {who} is your first-contact owner and stays with it to the end";
    next_first_response(when): "{when} 前告诉您谁来办、何时办结", "By {when} we tell you who handles it and by when";
    next_answer(when): "{when} 前答复您", "Answered by {when}";
    next_accept(when): "{when} 前告诉您受理不受理、还缺什么材料", "By {when} we tell you whether it is accepted and what is missing";
    next_red: "到期没答复，系统自动亮红灯并通知上一级，不用您催", "If no answer comes in time the light turns red by itself and the level above is told; you need not chase";
    next_follow: "有进展时，凭这个查询码能看到", "You see how it goes with this code";
    number: "编号", "Number";
    received_at: "收到时间", "Received at";
    whom: "找谁", "To";
    whom_unknown: "不清楚归谁管，由办公室转办", "Not sure; passed on by the general office";
    limit: "办理时限", "Time limit";
    limit_from_filing(limit): "{limit}，从收到起算", "{limit} from receipt";
    limit_general(limit): "先按 {limit} 算，归类以后按那一类的时限", "{limit} for now; once classified its own limit holds";
    limit_later: "受理以后起算，届时告诉您", "It begins with acceptance; you will be told";
    files: "照片和文件", "Photos and files";
    files_count(n): "{n} 个，已收好", "{n}, safely kept";
    proof: "这张回执怎么证明", "How this receipt proves itself";
    proof_says(stamp, when): "系统已对“何时收到、收到什么”签名，摘要 {stamp}，{when} 前写入存证目录。改动任何一个字，摘要都会对不上。", "The system has signed when and what was received: digest {stamp}, in the public record by {when}. Change one letter and the digest no longer fits.";
    proof_check: "把下面的文字存好，用 xiaoneng ledger check-promise 和公钥就能核对，不用问我们。", "Keep the text below; with xiaoneng ledger check-promise and the public key anybody can check it without asking us.";
    proof_text: "签名的回执承诺", "The signed promise";
    public_key: "公钥", "Public key";
    track: "查进度", "See progress";
    scan: "扫一扫看进度", "Scan to see progress";
    link_days(days): "链接 {days} 天内有效。", "The link holds for {days} days.";
    number_is_public: "编号可以告诉别人，查询码不可以。", "The number may be told to others, the code may not.";
}
