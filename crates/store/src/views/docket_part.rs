//! 案卷经办. For whom a docket stands in a list of his own.

use xiaoneng_domain::views::{DocketPartRow, Whom};

use crate::fault::Fault;
use crate::recorded::stream_id;
use crate::sql::{Row, Value, statements};

statements! {
    PUT = "INSERT INTO docket_part (whom, part, stream) VALUES ($1, $2, $3)
        ON CONFLICT (whom, part, stream) DO NOTHING";
    DROP = "DELETE FROM docket_part WHERE whom = $1 AND part = $2 AND stream = $3";
    LIST = "SELECT whom, part, stream FROM docket_part ORDER BY whom, part, stream";
}

pub(super) fn values(row: &DocketPartRow) -> Vec<Value> {
    vec![
        Value::from(row.whom.code()),
        Value::from(row.part.as_str()),
        Value::from(row.stream.to_string()),
    ]
}

pub(super) fn read(row: &Row) -> Result<DocketPartRow, Fault> {
    Ok(DocketPartRow {
        whom: Whom::from_code(row.text(0)?)
            .ok_or_else(|| Fault::damaged("案卷经办的对象读不懂"))?,
        part: row.text(1)?.to_owned(),
        stream: stream_id(row.text(2)?)?,
    })
}
