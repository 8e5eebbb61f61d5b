//! 说明用词. What is promised, help, privacy, accessibility.

use crate::words;

words! {
    /// 服务承诺用词.
    pub struct CommitmentWords;
    title: "服务承诺", "Commitments";
    lead: "这些话对所有人算数。里面的数字都是现在施行的规则，规则改了，这里跟着改。", "These hold for everybody. Every figure is that of the rules in force; when they change, this page does.";
    first_contact: "首问负责", "First contact answers";
    first_contact_1: "您第一个问到的人就是首问责任人。他把事情记下来：当场能办的当场办，不能办的一次说清找谁、带什么、多久。", "The first person you ask is your first contact. He records the matter: what can be done at once is done; otherwise you are told once whom to see, what to bring, how long it takes.";
    first_contact_2(sign): "不归他管的，由他移交。对方要在 {sign}内签收；签收以前，仍然由他负责。", "What is not his he hands over. The other side signs within {sign}; until then he answers for it.";
    first_contact_3(returns, ruling): "两个单位都说不归自己管，第 {returns} 次退回就由效能办裁定，{ruling}内定下来。", "If offices disagree, return number {returns} brings a ruling by the efficacy office within {ruling}.";
    first_contact_4: "移交、退回、争议，都不停您的计时。", "No hand-over, return or dispute stops your clock.";
    in_time: "限时办结", "Done by the limit";
    in_time_1: "每一件有三个时钟：首次回应、办理环节、办结。列表里显示最紧的一个，并且写明是哪一个。", "Each matter has three clocks: first response, step, completion. Lists show the most pressing one and name it.";
    in_time_2: "收到当天不算，第二天是第 1 天；休息日不算，调休上班的算；到最后一天下班为止。", "The day of receipt does not count, the next is day 1; rest days do not count, make-up workdays do; it ends at closing time.";
    in_time_3(times, percent): "延期要有人批准，最多 {times} 次，最多延原时限的 {percent}%。原定的日期一直看得见。", "An extension needs approval: at most {times}, of at most {percent}% of the limit. The first date stays visible.";
    in_time_4(citizen): "缺材料的，一次告诉您缺什么。您有 {citizen}补齐，这段时间不计时。", "If papers are missing you are told once. You have {citizen}; that time does not count.";
    in_time_5(follow_up): "一时办不完的，转为跟踪办：下一次告诉您进展的日子写在明处，最长 {follow_up}。", "What cannot be finished yet is tracked: the date of the next news is fixed, at most {follow_up} ahead.";
    lights: "灯怎么看", "What the lights mean";
    light_green(pre_alert): "离到期还有 {pre_alert}以上。", "More than {pre_alert} left.";
    light_yellow(pre_alert): "离到期不到 {pre_alert}。系统已经提醒承办人。", "Less than {pre_alert} left. The handler has been reminded.";
    light_red: "已经过了到期时间。系统已经通知单位负责人和效能办，算进公开的数字。", "Past due. The unit head and the efficacy office have been told; it counts in the published figures.";
    light_pause: "按规定暂停计时，比如等您补材料。为什么停、到哪天恢复，都写明。", "The clock is lawfully paused, for instance for papers. Why, and until when, is stated.";
    light_done: "到期以前把结果送到了您手里。", "The result reached you in time.";
    light_late: "办完了，但是晚了。这个记号一直留着。", "Finished, but late. The mark stays.";
    late: "超期追责", "Late is answered for";
    late_1(answer): "亮红灯以后，责任人要在 {answer}内书面说明卡在哪里、何时办结。", "Once red, the person in charge explains in writing within {answer} where it is stuck and when it will be done.";
    late_2: "灯是时间的事实，系统自己亮。牌是人的决定：由有权的人签发，当事人可以先陈述申辩，可以申诉。", "A light is a fact of time. A card is a decision by a person; whom it concerns is heard first and may appeal.";
    late_3: "晚了先帮忙办完，再分清责任。没有定论以前，不计分，不公布。", "First the matter is finished, then responsibility is settled. Before that nothing is scored or published.";
    zeros: "五个零", "Five zeros";
    zero_distance: "零距离指导", "No distance";
    zero_distance_says: "学校和群众的问题，按时限回答；需要的时候上门。", "Questions are answered within the limit; we come to you where needed.";
    zero_stay: "零停留办公", "No lying idle";
    zero_stay_says: "一件事在一张桌上停留超过一个工作日，系统就记下来。", "Anything that rests on one desk for more than a working day is recorded.";
    zero_fault: "零过失办理", "No faults";
    zero_fault_says: "办错的、要您补两次材料的，查实就算过失。", "Mistakes, or asking twice for papers, count as faults once verified.";
    zero_favour: "零关系办事", "No connections";
    zero_favour_says: "按先后办。插到前面的，要写理由；与自己有关的，要回避。", "First come, first served. Exceptions need a reason; whoever is concerned steps aside.";
    zero_gain: "零利益服务", "No gain";
    zero_gain_says: "目录以外不收费，不吃请，不收礼。", "No fee outside the catalogue, no meals, no gifts.";
    disagree: "不认可怎么办", "If you disagree";
    disagree_1(review): "收到结果 {review}内，可以申请复核，由另外的人办。法律另有规定的，从那个规定，写在每一项里。", "Within {review} of the result you may ask for a review by somebody else. Where a law says otherwise, the item says so.";
    disagree_2: "也可以依法申请行政复议、提起行政诉讼，或者打 12345。", "You may also go to administrative review, to court, or call 12345.";
    disagree_3: "评价只能由您自己做。工作人员不能代评；没有评价的，不算满意，也不算不满意。", "Only you can rate. Staff cannot rate for you; no rating counts neither way.";
    record: "记录谁也改不了", "Nobody can change the record";
    record_1: "每一步都写进一本只能添加、不能涂改的账，定时封签。回执上的签名可以拿来核对：改动一个字，就对不上。", "Every step goes into a ledger that only grows, and is sealed at intervals. Your receipt’s signature lets you check: change one character and it no longer matches.";
    read_more: "查每一项的时限和依据", "Limits and basis of every item";
}

words! {
    /// 帮助用词.
    pub struct HelpWords;
    title: "帮助", "Help";
    lead: "最常问的几件事。还不清楚，打电话问。", "What people ask most. If it is still unclear, call us.";
    file_q: "怎么反映一件事？", "How do I report or request something?";
    file_a: "点“我要反映”，写清找谁、什么事，核对以后提交。不用注册，不用身份证号；称呼和手机号可以不填。", "Choose “Report or request”, say whom and what, check, and submit. No account and no ID number; name and mobile number are optional.";
    code_q: "查询码是什么？", "What is the query code?";
    code_a: "提交以后给您的 12 位数字，只完整显示一次。凭它查进度、补材料、催办、撤回、评价。不要告诉别人，工作人员也不会问。", "The 12 digits you receive once after filing. With it you track, add papers, urge, withdraw and rate. Tell nobody; staff will not ask for it.";
    lost_q: "查询码丢了怎么办？", "I lost my code. What now?";
    lost_a: "留过手机号的，可以换一个新的；没有留的，到窗口核对以后换。旧的同时作废。", "If you left a mobile number you can get a new one; otherwise come to a window. The old code ends then.";
    lost_link: "换一个查询码", "Get a new code";
    number_q: "编号和查询码有什么不同？", "How do number and code differ?";
    number_a: "编号可以告诉别人，凭编号什么也打不开。查询码只有您有。", "The number may be told to anybody and opens nothing. The code is yours alone.";
    late_q: "过了期限没有答复怎么办？", "The limit has passed without an answer. What now?";
    late_a: "不用您催，系统到点自动亮红灯，并且通知上一级。您也可以在进度页上催办。", "The light turns red by itself and the next level is told. You may also urge it on the progress page.";
    paper_q: "不会上网怎么办？", "I cannot use the internet";
    paper_a: "打电话，或者到任何一个窗口。工作人员替您登记，给您纸的回执，时限一样算。", "Call, or come to any window. Staff register it for you and give you a paper receipt; the same limits apply.";
    big_q: "字太小看不清？", "The text is too small";
    big_a: "点右上角的“关怀版”，字变大，按钮变大，还可以再大。", "Choose “Large text” at the top; letters and buttons grow, and can grow further.";
    rate_q: "评价会不会被单位知道是谁？", "Will the unit know who rated?";
    rate_a: "单位看得到评价的内容，看不到是谁评的。", "The unit sees what was said, not by whom.";
    old_q: "页面样子不对？", "Pages look wrong?";
    old_a: "可能用了浏览器的兼容模式。点地址栏右侧的“e”或闪电图标换成极速模式。不换也能办。", "Your browser may be in compatibility mode. Switch it at the right of the address bar; it works either way.";
}

words! {
    /// 隐私用词.
    pub struct PrivacyWords;
    title: "隐私", "Privacy";
    lead: "我们只收办事要用的，只给办事的人看。", "We take only what the matter needs, and show it only to those who handle it.";
    taken: "收什么", "What we take";
    taken_1: "您写的事情、您选择留下的称呼和手机号、您上传的照片和文件。不要身份证号；写了的，系统替您遮住。", "What you write, the name and number you choose to leave, and the files you send. No ID number; if you type one it is masked.";
    taken_2: "照片里的拍摄地点等信息，收下以前就去掉。", "Where a photo was taken and the like is removed before it is kept.";
    seen: "谁能看", "Who sees it";
    seen_1: "承办这件事的人和首问责任人。完整的手机号点开才看得到，每次打开都留痕。", "Those who handle it and your first contact. The full number opens on a click, and every opening is recorded.";
    seen_2: "别人在公开页面上只看到事项、单位和灯，看不到您写的内容。", "On public pages others see the item, the unit and the light, never your words.";
    seen_3: "被反映的单位按回避规定，看不到与自己有关的件。", "Where recusal applies, the unit concerned sees nothing of it.";
    kept: "怎么存", "How it is kept";
    kept_1: "身份和内容都加密存放，一人一把钥匙，一件一把钥匙。办事的账本里没有姓名、电话和原文，只有核对用的摘要。", "Identity and text are encrypted, a key per person and a key per matter. The ledger holds no name, number or text, only digests for checking.";
    kept_2: "查询码不存原样，只存算不回来的摘要，不进网址，不进日志。", "The query code is not stored, only a digest that cannot be reversed; it is in no address and no log.";
    cookies: "浏览器里存什么", "What is kept in your browser";
    cookies_1: "只有本站自己的几个小记录：让表单认得是您打开的、记住关怀版和语言、查进度时的短时通行。没有广告，没有统计公司，不载入任何外站的东西。", "A few small records of this site alone: that a form is yours, large text and language, and a short pass while you track. No advertising, no analytics, nothing from other sites.";
    rights: "您可以要求", "What you may ask";
    rights_1: "查看、更正、删除您的个人信息。正在办的件，办结以后删除；删除是把钥匙毁掉，内容从此打不开。", "To see, correct or erase your personal data. While a matter is open, erasure waits for its end; erasing destroys the key, and the content can never be opened again.";
    rights_2: "打电话，或者到窗口提出。", "Call us or come to a window.";
}

words! {
    /// 无障碍用词.
    pub struct AccessibilityWords;
    title: "无障碍", "Accessibility";
    lead: "每个人都要能用：看不清的、听不见的、不方便用鼠标的、手机旧的。", "Everybody must be able to use this: with poor sight, without hearing, without a mouse, on an old phone.";
    aim: "我们做到什么程度", "What we aim at";
    aim_1: "按 WCAG 2.2 的 AA 级和 GB/T 37668—2019 的第二级来做。", "WCAG 2.2 level AA and GB/T 37668—2019 level 2.";
    can: "可以怎样用", "How it can be used";
    can_1: "全部用键盘；焦点一直看得见。", "With the keyboard alone; the focus is always visible.";
    can_2: "用读屏软件；灯有形状、有词，不只靠颜色。", "With a screen reader; lights have shape and word, never colour alone.";
    can_3: "关怀版：大字、大按钮、一列，不折叠，电话一直在底部。", "Large text: large letters and buttons, one column, nothing folded, the telephone always at the bottom.";
    can_4: "浏览器放大到四倍，不丢内容。关掉脚本，也能办成。", "Zoomed to four times without loss; without JavaScript too.";
    can_5: "不限时间，没有看图认字，没有会动的东西。", "No time limits, no picture puzzles, nothing that moves.";
    not_yet: "还没有做到的", "What is not done yet";
    not_yet_1: "还没有请第三方检测过。您上传或者单位上传的照片没有文字说明。", "No third party has tested it. Photos sent by people have no text description.";
    trouble: "用不了，告诉我们", "Tell us what does not work";
    trouble_1: "打电话说哪一页、用的什么设备。我们当场帮您把事办了，再去改页面。", "Call and say which page and which device. We do the matter with you at once, then mend the page.";
    large_text: "打开关怀版", "Use large text";
}
