//! 常用答复. Kept by the head of a unit, offered there and below; those of 办公室 to everybody; filled
//! in, never sent unread (ux 2.2 `/w/templates`, 3.11).
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;

use county::county;
use xiaoneng_domain::authority::{NotAllowed, OfficeAct};
use xiaoneng_domain::organization::{OrganizationRefusal as No, *};

fn text(title: &str, text: &str) -> TemplateText {
    TemplateText {
        title: title.to_owned(),
        offered_for: TemplateFor::Answer,
        matter_type: None,
        text: text.to_owned(),
    }
}

fn write(unit: &str, content: TemplateText) -> WriteTemplate {
    WriteTemplate { template: None, unit: unit.into(), content }
}

#[test]
fn the_head_keeps_the_templates_of_his_unit() {
    let mut county = county();
    let content = text("已转学校核实", "{称呼}您好，您反映的{事项}已转学校核实。");
    let kinds = county.wish("S1_head", write("S1", content.clone())).unwrap();
    assert_eq!(kinds, ["template_written/1"]);
    let act = OfficeAct::KeepTemplates;
    for stranger in ["S2_head", "S1_clerk", "hr", "sysadmin", "auditadmin", "citizen:c", "system"] {
        let refused = No::NotAllowed(NotAllowed { act });
        assert_eq!(county.refusal(stranger, write("S1", content.clone())), refused, "{stranger}");
        assert_eq!(county.refusal(stranger, DropTemplate { template: 1 }), refused, "{stranger}");
    }
    let again = WriteTemplate { template: Some(1), ..write("S1", content.clone()) };
    assert_eq!(county.wish("S1_head", again).unwrap(), [] as [&str; 0], "nothing changed");
    let shorter =
        WriteTemplate { template: Some(1), ..write("S1", text("已转", "已转学校。")) };
    county.grant("S1_head", shorter);
    assert_eq!(county.organization.templates[&1].content.title, "已转");
    // The head of another unit may not take it over by writing it anew as his own.
    let taken = WriteTemplate { template: Some(1), ..write("S2", content.clone()) };
    assert_eq!(county.refusal("S2_head", taken), No::NotAllowed(NotAllowed { act }));
    // The director heads the bureau, and so stands above every unit.
    county.grant("director", DropTemplate { template: 1 });
    assert!(county.organization.templates.is_empty());
    assert_eq!(county.refusal("S1_head", DropTemplate { template: 1 }), No::NoSuchTemplate);
    county.grant("S1_head", write("S1", content));
    assert!(county.organization.templates.contains_key(&2), "a number is never used again");
}

#[test]
fn a_template_is_offered_in_its_unit_and_the_office_s_everywhere() {
    let mut county = county();
    let office = county.organization.unit_for(Function::GeneralOffice).unwrap();
    let (office, head) = (office.id.clone(), office.head.clone().unwrap());
    county.grant("S1_head", write("S1", text("校内", "学校正在核实。")));
    county.grant(head.as_str(), write(office.as_str(), text("全局", "收到，正在办理。")));
    let mut fees = text("收费", "收费标准已公示。");
    fees.matter_type = Some("fee_grievance".into());
    county.grant("S1_head", write("S1", fees));
    let titles = |unit: &str, offered_for, item: Option<&str>| -> Vec<String> {
        let item = item.map(Into::into);
        let found = county.organization.templates_for(&unit.into(), offered_for, item.as_ref());
        found.iter().map(|template| template.content.title.clone()).collect()
    };
    let answer = TemplateFor::Answer;
    assert_eq!(titles("S1", answer, Some("fee_grievance")), ["收费", "校内", "全局"]);
    assert_eq!(titles("S1", answer, Some("question")), ["校内", "全局"]);
    assert_eq!(titles("S2", answer, Some("fee_grievance")), ["全局"]);
    assert!(titles("S1", TemplateFor::Result, None).is_empty());
}

#[test]
fn a_template_has_bounds_and_known_blanks() {
    let mut county = county();
    let mut refused = |content: TemplateText| county.refusal("S1_head", write("S1", content));
    assert_eq!(refused(text(" ", "内容")), No::TemplateUntitled);
    assert_eq!(refused(text("名字", "　")), No::TemplateEmpty);
    let long = No::TemplateTooLong { length: 31, longest: 30 };
    assert_eq!(refused(text(&"名".repeat(31), "内容")), long);
    let long = No::TemplateTooLong { length: 1_001, longest: 1_000 };
    assert_eq!(refused(text("名字", &"字".repeat(1_001))), long);
    assert_eq!(refused(text("名\n字", "内容")), No::TemplateUnseen);
    assert_eq!(refused(text("名字", "内\0容")), No::TemplateUnseen);
    for (wrong, word) in [("{姓名}您好", "姓名"), ("您好{", ""), ("{{称呼}", "")] {
        let word = word.to_owned();
        assert_eq!(refused(text("名字", wrong)), No::PlaceholderUnknown { word }, "{wrong}");
    }
    let matter_type = "no_such_item".into();
    let nothing =
        TemplateText { matter_type: Some("no_such_item".into()), ..text("名", "内容") };
    assert_eq!(refused(nothing), No::TemplateForNothing { matter_type });
    for _ in 0..60 {
        county.grant("S1_head", write("S1", text("名字", "第一行\r\n第二行")));
    }
    assert_eq!(county.organization.templates[&60].content.text, "第一行\n第二行");
    let one_more = write("S1", text("名字", "内容"));
    assert_eq!(county.refusal("S1_head", one_more), No::TooManyTemplates);
}

#[test]
fn what_is_known_is_put_in_once() {
    let content = text("名字", "{称呼}您好，{单位}（{电话}）{承办人}正在办。{称呼}请放心。");
    let filled = content.filled(|one| match one {
        Placeholder::Name => "王女士".to_owned(),
        Placeholder::Unit => "{电话}".to_owned(),
        Placeholder::Phone | Placeholder::Item | Placeholder::Due => String::new(),
        Placeholder::Handler => "李强".to_owned(),
    });
    assert!(filled.starts_with("王女士您好，") && filled.ends_with("王女士请放心。"), "{filled}");
    assert!(filled.contains("{电话}（）李强正在办"), "what is put in stays as it is: {filled}");
}
