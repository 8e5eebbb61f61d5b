//! 部件: one page with every part in its states. It is no route; it stands in the folder for
//! temporary test files (`look/`), where a browser can be pointed at it.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::Path;

use askama::Template;
use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;
use xiaoneng_app::rule_files;
use xiaoneng_app::working_time::{Calendar, Instant};
use xiaoneng_app::{Access, App, Place};
use xiaoneng_server::kit::clock_face::ClockFace;
use xiaoneng_server::kit::errors::Errors;
use xiaoneng_server::kit::explained::ExplainedDays;
use xiaoneng_server::kit::language::Language;
use xiaoneng_server::kit::light::{Badge, LightKind};
use xiaoneng_server::kit::lists::{Pager, Tab};
use xiaoneng_server::kit::remaining::Deadline;
use xiaoneng_server::kit::shell::{PublicShell, Section};
use xiaoneng_server::kit::timeline::{Mark, TimelineLine, idle};
use xiaoneng_server::kit::token::FormToken;
use xiaoneng_server::kit::visitor::Visitor;
use xiaoneng_server::{Site, SiteOptions, router};

const NOW: &str = "2026-09-22T10:32";

#[derive(Template)]
#[template(
    ext = "html",
    source = r##"{% extends "kit/public.html" %}
{% import "kit/parts.html" as parts %}
{% block main %}
<div class="wrap page"><div class="page__head"><h1>{{ shell.title }}</h1></div>
<div class="cols cols--2"><div class="stack">
<section><h2>灯</h2><ul class="row">{% for badge in lights %}<li>{{ parts::light(shell, badge) }}</li>{% endfor %}</ul>
<ul class="row">{% for badge in in_list %}<li>{{ parts::light_in_list(shell, badge) }}</li>{% endfor %}</ul></section>
<section><h2>剩余时间</h2><table class="tbl"><thead><tr><th scope="col">状态</th><th scope="col">旁边的时刻</th></tr></thead><tbody>{% for (badge, deadline) in deadlines %}<tr><td>{{ parts::deadline(shell, badge, deadline) }}</td><td class="muted">{{ deadline.exact }}</td></tr>{% endfor %}</tbody></table></section>
<section><h2>按钮</h2><p class="row"><button class="btn btn--primary">提交</button><button class="btn">补充材料</button><button class="btn btn--quiet">撤回</button><button class="btn" disabled>办结</button><button class="btn btn--primary">保存并打印回执 <kbd>F9</kbd></button></p><p class="why">还有 1 个协办没回：财务科。</p></section>
<section><h2>字段</h2>
{{ parts::error_summary(shell, errors) }}{{ parts::error_summary(shell, no_errors) }}
{{ parts::text_field(shell, no_errors, "name", "怎么称呼您", "例如 王女士", "optional", "", "autocomplete=\"name\"") }}
{{ parts::text_field(shell, errors, "tel", "手机号", "用来告诉您进展，不公开", "optional", "138 0000 000", "type=\"tel\" inputmode=\"numeric\" autocomplete=\"tel\"") }}
{{ parts::text_area(shell, errors, "story", "什么事", "", "", "午托费", "") }}
<div class="field"><label class="label" for="unit">找哪个学校或科室</label><select class="select input--half" id="unit"><option>实验小学</option></select></div>
<fieldset class="field"><legend class="label">为什么催？</legend><label class="choice"><input type="radio" name="u" checked><span>快到期了没消息</span></label><label class="choice"><input type="radio" name="u"><span>情况有变化</span></label><label class="choice"><input type="checkbox" checked><span>同时告诉学校负责人</span></label></fieldset>
<fieldset class="field"><legend class="label">您对这次办理满意吗？</legend><div class="opts opts--5">{% for word in ["非常满意", "满意", "基本满意", "不满意", "非常不满意"] %}<label class="opt-box"><input type="radio" name="v"><span>{{ word }}</span></label>{% endfor %}</div></fieldset>
<div class="field"><details class="fold"><summary>添加照片（选填，最多 4 张）</summary><div class="fold__body"><label class="hint" for="pic">单张不超过 10 MB</label><input class="filebox" id="pic" type="file"></div></details></div></section>
</div><div class="stack">
<section class="stack4"><h2>提示条</h2>
{% call parts::notice(shell, "ok") %}<p role="status"><strong>已登记 2026-09220134，已交给 实验小学。</strong></p>{% endcall %}
{% call parts::notice(shell, "info") %}<p><strong>现在是非工作时间，已经收到。</strong>时限按工作时间算。</p>{% endcall %}
{% call parts::notice(shell, "warn") %}<p><strong>您打开以后，周敏 在 10:20 改过这一件。</strong>您写的内容还在下面。</p>{% endcall %}
{% call parts::notice(shell, "error") %}<p><strong>网断了，内容已留在本页。</strong>连上后再点一次。</p>{% endcall %}</section>
<section class="staff"><h2>时钟</h2>{{ parts::clocks(shell, faces) }}</section>
<section><h2>到期时间怎么算的</h2>{{ parts::days(days) }}</section>
<section><h2>办理过程</h2>{{ parts::timeline(shell, lines) }}</section>
<section class="panel"><div class="panel__head"><h2>办理过程（工作人员）</h2></div>{{ parts::trail(shell, lines) }}</section>
<section><h2>页签与翻页</h2>{{ parts::tabs(shell, "灯", tabs) }}{{ parts::pager(shell, pager) }}</section>
<section><h2>核对清单</h2><dl class="dl dl--ans"><div><dt>找谁</dt><dd>实验小学</dd><dd><a href="#unit">修改<span class="vh">“找谁”</span></a></dd></div><div><dt>手机号</dt><dd class="mono">138 0000 0000</dd><dd><a href="#tel">修改<span class="vh">“手机号”</span></a></dd></div></dl></section>
<section class="panel empty"><h3>没有待办的件</h3><p>上次清空 9 月 22 日 9:48。</p></section>
</div></div></div>
{% endblock %}
"##
)]
struct ComponentsPage {
    shell: PublicShell,
    lights: Vec<Badge>,
    in_list: Vec<Badge>,
    deadlines: Vec<(Badge, Deadline)>,
    errors: Errors,
    no_errors: Errors,
    faces: Vec<ClockFace>,
    days: ExplainedDays,
    lines: Vec<TimelineLine>,
    tabs: Vec<Tab>,
    pager: Pager,
}

async fn site() -> (tempfile::TempDir, Site) {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::Folder(folder.path().join("data"));
    let app = App::open(&place, Access::Write).await.unwrap();
    (folder, Site::new(app, SiteOptions::default()))
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn tab(word: &str, icon: &'static str, count: u32, is_apart: bool) -> Tab {
    Tab {
        path: format!("#{icon}"),
        word: word.to_owned(),
        icon,
        count: count.to_string(),
        is_current: icon.is_empty() && !is_apart,
        is_apart,
    }
}

fn faces(calendar: &Calendar) -> Vec<ClockFace> {
    let deadline = |due_at: &str, kind| {
        Deadline::of(Language::Chinese, calendar, at(NOW), at(due_at)).beside(kind)
    };
    let face = |name: &str, kind, due_at: Option<&str>, stopped: &str, by: &str| ClockFace {
        name: name.to_owned(),
        badge: Badge::new(Language::Chinese, kind, ""),
        deadline: due_at.map(|due_at| deadline(due_at, kind)),
        stopped: stopped.to_owned(),
        by: by.to_owned(),
    };
    vec![
        face(
            "办结",
            LightKind::Yellow,
            Some("2026-09-22T18:00"),
            "",
            "承诺 9-22（周二）18:00 · 法定 10-20",
        ),
        face(
            "环节 · 拟答复",
            LightKind::Yellow,
            Some("2026-09-22T15:50"),
            "",
            "今天 15:50 · 张老师",
        ),
        face("首次回应", LightKind::Done, None, "9-17 10:15", "限 9-17（周四）18:00"),
        face(
            "协办 · 财务科",
            LightKind::Late,
            None,
            "9-21 16:20",
            "限 9-21 12:00 · 超 1 小时 20 分",
        ),
    ]
}

fn lines(calendar: &Calendar) -> Vec<TimelineLine> {
    let zh = Language::Chinese;
    let mut lines = vec![
        TimelineLine::at(zh, at("2026-09-17T10:15"), "张老师", "首次回应"),
        TimelineLine::at(zh, at("2026-09-18T15:40"), "张老师", "请财务科协办"),
        TimelineLine::at(zh, at("2026-09-21T16:20"), "财务科", "协办答复"),
        TimelineLine::at(zh, at("2026-09-21T16:45"), "张老师", "内部便笺"),
        TimelineLine::at(zh, at("2026-09-21T18:00"), "系统", "亮黄灯，已提醒承办人"),
        TimelineLine::at(zh, at("2026-09-22T18:00"), "", "答复截止"),
    ];
    lines[0].quote = "这件事由我办。我先核对收费公示和批准文件。".to_owned();
    lines[2].idle = idle(zh, calendar, at("2026-09-18T15:40"), at("2026-09-21T16:20"));
    lines[3].is_internal = true;
    lines[4].mark = Mark::Light("yellow");
    lines[5].mark = Mark::Ahead;
    lines
}

async fn components(site: &Site) -> ComponentsPage {
    let zh = Language::Chinese;
    let rules = rule_files::read_national().unwrap();
    let calendar = rules.calendar();
    let visitor = Visitor {
        language: zh,
        elder: None,
        path: "/components".to_owned(),
        token: FormToken::of(&[7; 64], "a visit"),
    };
    let mut shell = PublicShell::of(site, &visitor, Section::None, "部件与状态").await;
    shell.bureau = "青禾县教育局".to_owned();
    shell.phone = "0000-1234567".to_owned();
    shell.hours = "工作日 8:30–12:00，15:00–18:00".to_owned();
    shell.address = "青禾县育才路 18 号 教育局一楼窗口".to_owned();
    let kinds = [
        LightKind::Green,
        LightKind::Yellow,
        LightKind::Red,
        LightKind::Pause,
        LightKind::Done,
        LightKind::Late,
        LightKind::Ended,
    ];
    let mut errors = Errors::default();
    errors.add("tel", "手机号是 11 位，您填了 10 位。也可以不填");
    errors.add("story", "再多写几个字，至少 5 个字，我们才看得懂");
    let due = [
        (LightKind::Green, "2026-09-28T18:00"),
        (LightKind::Yellow, "2026-09-22T18:00"),
        (LightKind::Red, "2026-09-20T18:00"),
    ];
    let limit = "10 个工作日".parse().unwrap();
    let explanation = calendar.explain(at("2026-09-21T16:40"), limit, &[]);
    ComponentsPage {
        lights: kinds.map(|kind| Badge::new(zh, kind, "")).to_vec(),
        in_list: kinds[..4].iter().map(|kind| Badge::new(zh, *kind, "办结")).collect(),
        deadlines: due
            .map(|(kind, due_at)| {
                let deadline = Deadline::of(zh, calendar, at(NOW), at(due_at)).beside(kind);
                (Badge::new(zh, kind, ""), deadline)
            })
            .to_vec(),
        errors,
        no_errors: Errors::default(),
        faces: faces(calendar),
        days: ExplainedDays::of(zh, &explanation),
        lines: lines(calendar),
        tabs: vec![
            tab("全部", "", 25, false),
            tab("超期", "red", 1, false),
            tab("临期", "yellow", 4, false),
            tab("正常", "green", 17, false),
            tab("暂停", "pause", 3, false),
            tab("待签收", "", 4, true),
        ],
        pager: Pager {
            previous: "#1".to_owned(),
            words: "第 2 页，共 7 页 · 312 件".to_owned(),
            next: "#3".to_owned(),
        },
        shell,
    }
}

#[tokio::test]
async fn every_part_shows_shape_word_and_colour() {
    let (_folder, site) = site().await;
    let page = components(&site).await.render().unwrap();
    for code in ["green", "yellow", "red", "pause", "done", "late", "ended"] {
        assert!(page.contains(&format!("light light--{code}\"")), "no ground for {code}");
        assert!(page.contains(&format!("#{code}\"/>")), "no shape for {code}");
    }
    for word in ["正常", "临期", "超期", "暂停", "按时办结", "超期办结", "已了结"]
    {
        assert!(page.contains(&format!("</svg>{word}")), "no word {word}");
    }
    // Summary and field say the same, and the field names its error.
    assert_eq!(page.matches("手机号是 11 位，您填了 10 位。也可以不填").count(), 2);
    assert!(page.contains("aria-invalid=\"true\" aria-describedby=\"tel-h tel-e\""), "{page}");
    assert!(page.contains("data-minutes=\"268\" data-runs=\"88\""), "{page}");
    write_beside(&site, &page).await;
}

/// The page and what it fetches, for eyes.
async fn write_beside(site: &Site, page: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("look");
    fs::create_dir_all(folder.join("assets")).unwrap();
    fs::write(folder.join("components.html"), page).unwrap();
    for name in ["site.css", "site.js", "icons.svg"] {
        let url = site.assets().url(name);
        let request = Request::get(url).body(Body::empty()).unwrap();
        let response = router(site.clone()).oneshot(request).await.unwrap();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        assert!(!bytes.is_empty(), "{name} is empty");
        fs::write(folder.join(url.trim_start_matches('/')), bytes).unwrap();
    }
}

/// ux.md 7.3: what Chromium 80 or iOS 13 lack stands in no stylesheet, whichever room wrote it.
#[tokio::test]
async fn the_stylesheet_needs_no_newer_browser() {
    let (_folder, site) = site().await;
    let request = Request::get(site.assets().url("site.css")).body(Body::empty()).unwrap();
    let response = router(site.clone()).oneshot(request).await.unwrap();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    let sheet = String::from_utf8(bytes.to_vec()).unwrap();
    let newer = [
        "@layer",
        "@container",
        ":has(",
        ":is(",
        ":where(",
        "aspect-ratio",
        "inset:",
        "accent-color",
        "clamp(",
        "color-mix",
        "dvh",
        ":focus-visible",
    ];
    for feature in newer {
        assert!(!sheet.contains(feature), "the stylesheet uses {feature}");
    }
    for rule in sheet.split('}') {
        let is_flex = rule.contains("display: flex") || rule.contains("display: inline-flex");
        let has_gap = rule.contains(" gap:") || rule.contains("\ngap:");
        assert!(!(is_flex && has_gap), "a gap in a flex box: {rule}");
    }
}
