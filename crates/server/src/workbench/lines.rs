//! 列表的一行. A matter as every list of the workbench shows it.

use std::sync::Arc;

use xiaoneng_app::desk_overview::MatterLine;
use xiaoneng_app::working_time::Instant;
use xiaoneng_app::{App, Denied, Known, Names};
use xiaoneng_domain::id::{MatterNumber, UnitId};
use xiaoneng_domain::views::RegisterRow;

use crate::kit::dates;
use crate::kit::light::{Badge, LightKind};
use crate::kit::remaining::Deadline;
use crate::workbench::states::{channel_word, state_word};
use crate::workbench::words::DeskWords;

/// 一行.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// 编号.
    pub(crate) number: String,
    pub(crate) badge: Badge,
    /// Until when; none once it has ended.
    pub(crate) deadline: Option<Deadline>,
    /// When it ended; empty while it is open.
    pub(crate) ended: String,
    /// 事由.
    pub(crate) title: String,
    /// 事项.
    pub(crate) item: String,
    pub(crate) channel: &'static str,
    pub(crate) state: &'static str,
    /// 经手.
    pub(crate) handler: String,
    /// 承办单位.
    pub(crate) unit: String,
    /// 收件.
    pub(crate) filed: String,
}

impl Line {
    /// The end of the class name `row-…`.
    pub(crate) fn tone(&self) -> &'static str {
        self.badge.code()
    }

    /// As a row of a table for other programs.
    pub(crate) fn cells(&self) -> [String; 10] {
        let deadline = self.deadline.as_ref();
        [
            self.number.clone(),
            self.item.clone(),
            self.title.clone(),
            self.badge.word.to_owned(),
            deadline.map_or_else(String::new, |deadline| deadline.machine.clone()),
            self.filed.clone(),
            self.channel.to_owned(),
            self.state.to_owned(),
            self.unit.clone(),
            self.handler.clone(),
        ]
    }
}

/// What lists are written with.
pub(crate) struct Lines<'a> {
    app: &'a App,
    pub(crate) known: Known,
    pub(crate) names: Names,
    pub(crate) now: Instant,
    pub(crate) w: DeskWords,
}

impl<'a> Lines<'a> {
    pub(crate) async fn new(app: &'a App, w: DeskWords) -> Result<Self, Denied> {
        let (known, names) = (app.known().await?, app.names().await?);
        Ok(Self { app, known, names, now: app.clock().now(), w })
    }

    /// The lines of matters that whoever looks may read.
    pub(crate) async fn of(&self, matters: &[MatterLine]) -> Result<Vec<Line>, Denied> {
        let mut lines = Vec::with_capacity(matters.len());
        for one in matters {
            let gist = self.app.gist(&one.register.matter).await?;
            lines.push(self.line(one, &gist));
        }
        Ok(lines)
    }

    /// 事由 of one matter.
    pub(crate) async fn gist(&self, number: &MatterNumber) -> Result<Arc<str>, Denied> {
        self.app.gist(number).await
    }

    fn line(&self, one: &MatterLine, gist: &Arc<str>) -> Line {
        let (w, row) = (self.w, &one.register);
        let badge = match &one.desk {
            Some(desk) => Badge::of_desk_row(w.0, desk, self.now),
            None => Badge::of_register_row(w.0, row, self.now),
        };
        let item = self.item(row);
        let short = |at| dates::short(at);
        Line {
            number: row.matter.to_string(),
            deadline: one.desk.as_ref().map(|desk| self.deadline(desk.due_at, badge.kind)),
            ended: row.ended_at.map(short).unwrap_or_default(),
            title: if gist.is_empty() { item.clone() } else { gist.to_string() },
            item,
            channel: channel_word(w, &row.channel),
            state: state_word(w, &row.state),
            handler: row
                .responsible
                .as_ref()
                .map_or_else(String::new, |person| self.names.of(person).to_owned()),
            unit: self.unit(&row.unit),
            filed: dates::short(row.filed_at),
            badge,
        }
    }

    /// 期限 in the colour of a light.
    pub(crate) fn deadline(&self, due_at: Instant, light: LightKind) -> Deadline {
        let calendar = self.known.rules.calendar();
        Deadline::of(self.w.0, calendar, self.now, due_at).beside(light)
    }

    /// The name of a matter's type, as it was when it was filed.
    pub(crate) fn item(&self, row: &RegisterRow) -> String {
        let rules = self.known.rules.on(row.filed_at.date());
        let entry = rules.matter_types.get(&row.matter_type);
        entry.map_or_else(|| row.matter_type.to_string(), |entry| entry.name.clone())
    }

    /// The name of a unit.
    pub(crate) fn unit(&self, unit: &UnitId) -> String {
        let found = self.known.organization.unit(unit);
        found.map_or_else(|| unit.to_string(), |unit| unit.name.clone())
    }
}
