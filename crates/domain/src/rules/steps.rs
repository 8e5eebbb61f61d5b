//! 环节 as written in rule files, put into the order in which they are done.

use crate::rules::Step;
use crate::rules::value::Value;

/// A step as written.
struct Written<'a> {
    step: Step,
    after: Option<(String, Value<'a>)>,
    value: Value<'a>,
}

/// The steps in order: as listed, but none before the one it comes after.
pub(super) fn read(value: Value<'_>) -> Vec<Step> {
    let mut written: Vec<Written<'_>> = Vec::new();
    for member in value.list() {
        let Some(one) = read_step(member) else { continue };
        if written.iter().any(|other| other.step.name == one.step.name) {
            member.report(format!("环节“{}”写了两次", one.step.name), "每个环节用不同的名称");
        } else {
            written.push(one);
        }
    }
    for one in &written {
        if let Some((after, place)) = &one.after
            && !written.iter().any(|other| other.step.name == *after)
        {
            place.report_unknown(after, written.iter().map(|other| other.step.name.as_str()));
        }
    }
    in_order(written)
}

fn read_step(value: Value<'_>) -> Option<Written<'_>> {
    let entry = value.table("环节")?;
    let name = entry.required("name").and_then(Value::text);
    let post = entry.required("post").and_then(Value::text);
    let limit = entry.required("limit").and_then(Value::limit);
    let after = entry.optional("after").and_then(|value| Some((value.text()?, value)));
    entry.close();
    Some(Written { step: Step { name: name?, post: post?, limit: limit? }, after, value })
}

fn in_order(mut waiting: Vec<Written<'_>>) -> Vec<Step> {
    let mut ordered: Vec<Step> = Vec::new();
    loop {
        let names: Vec<String> = waiting.iter().map(|one| one.step.name.clone()).collect();
        let is_free =
            |one: &Written<'_>| one.after.as_ref().is_none_or(|(after, _)| !names.contains(after));
        let Some(next) = waiting.iter().position(is_free) else { break };
        ordered.push(waiting.remove(next).step);
    }
    if let Some(first) = waiting.first() {
        let names: Vec<&str> = waiting.iter().map(|one| one.step.name.as_str()).collect();
        let wrong = format!("环节互相等待，成了循环：{}", names.join("、"));
        first.value.report(wrong, "after 只写先做的环节，不能绕回来");
    }
    ordered.extend(waiting.into_iter().map(|one| one.step));
    ordered
}
