//! 命令行. What may be asked for, with help in Chinese and English.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

const EXIT_CODES: &str = "退出码 Exit codes:
  0  完成 done
  1  做完了，但查出问题（被退回的行、规则错误、账本不符）
     done, and faults were found (rejected rows, rule faults, a ledger that does not verify)
  2  用法不对，或输入不是要求的表格 wrong usage, or input that is not the table asked for
  3  做不了（文件、数据库、磁盘、被占用），什么也没有丢 could not be done; nothing is lost";

/// 效能通
#[derive(Debug, Parser)]
#[command(
    name = "xiaoneng",
    version,
    about = "效能通：首问负责、限时办结、责任追究\nAdministrative efficacy for a county education bureau",
    after_help = EXIT_CODES,
    disable_help_subcommand = true
)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 建一个演示县：一年的办件，全部经由正门办理 | Make the demo county and its year
    Demo(DemoArguments),
    /// 开门：网页、心跳、封存，直到按 Ctrl+C | Serve the pages until asked to end
    Serve(ServeArguments),
    /// 算到期日：从标准输入读 CSV（start_date,working_days） | Due dates for CSV on standard input
    Due(CalendarArguments),
    /// 说明一个时限为何在那时到期，逐日列出 | Explain a due instant day by day
    Explain(ExplainArguments),
    /// 导入历史 | Import history
    #[command(subcommand)]
    Import(ImportCommand),
    /// 报表 | Reports
    #[command(subcommand)]
    Report(ReportCommand),
    /// 规则 | Rules
    #[command(subcommand)]
    Rules(RulesCommand),
    /// 账本 | The ledger
    #[command(subcommand)]
    Ledger(LedgerCommand),
    /// 备份成一个加密文件，服务开着也可以 | Back up into one encrypted file, also while serving
    Backup(BackupArguments),
    /// 从备份恢复到空文件夹，先核验 | Restore a backup into an empty folder, verified first
    Restore(RestoreArguments),
    /// 机房里的管理 | What only whoever runs the machine may do
    #[command(subcommand)]
    Admin(AdminCommand),
}

/// Where the data are.
#[derive(Debug, Clone, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Place {
    /// 数据文件夹（单机，SQLite） | Data folder
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// 数据库地址（PostgreSQL） | Database URL, postgres://…
    #[arg(long, value_name = "URL")]
    pub(crate) database: Option<String>,
}

/// Where the data and the keys are.
#[derive(Debug, Clone, Args)]
pub(crate) struct DataArguments {
    #[command(flatten)]
    pub(crate) place: Place,
    /// 本机文件夹：设置、密钥、检查点。用 --data 时就是数据文件夹；用 --database 时默认
    /// ./xiaoneng-home | Folder of settings, keys and checkpoints when a database server is used
    #[arg(long, value_name = "DIR", env = "XIAONENG_HOME", conflicts_with = "data")]
    pub(crate) home: Option<PathBuf>,
}

/// Which rules to reckon by.
#[derive(Debug, Clone, Args)]
pub(crate) struct CalendarArguments {
    /// 规则文件夹；不写则用程序自带的国家历法和作息 | Rules folder in place of the built-in one
    #[arg(long, value_name = "DIR")]
    pub(crate) rules: Option<PathBuf>,
}

/// Where the doors are.
#[derive(Debug, Clone, Args)]
pub(crate) struct ListenArguments {
    /// 在哪里开门；只对本机开放时不要改 | Address and port to listen on
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// 群众输入的网址，如 `https://xn.example.cn`；二维码用它，写 https 时 Cookie 只走 TLS
    /// | The address people type
    #[arg(long, value_name = "URL", value_parser = site_address)]
    pub(crate) public_address: Option<String>,
    /// 前面有几层反向代理 | Proxies in front, whose X-Forwarded-For is believed
    #[arg(long, value_name = "COUNT", default_value_t = 0)]
    pub(crate) trusted_proxies: usize,
}

fn site_address(text: &str) -> Result<String, String> {
    let text = text.trim_end_matches('/');
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match rest {
        Some(host) if !host.is_empty() && !host.contains(['/', ' ', '?', '#']) => {
            Ok(text.to_owned())
        }
        Some(_) | None => Err("应写成 https://xn.example.cn 的样子，不带路径".to_owned()),
    }
}

#[derive(Debug, Args)]
pub(crate) struct BackupArguments {
    #[command(flatten)]
    pub(crate) data: DataArguments,
    /// 写到哪个文件；不写则在当前文件夹按时间取名 | The file, which must not be there yet
    #[arg(long, value_name = "FILE")]
    pub(crate) to: Option<PathBuf>,
    /// 用口令短语加密（第一行，至少 12 个字）；不写则用主密钥 | Seal with the pass phrase in this
    /// file instead of the master key
    #[arg(long, value_name = "FILE")]
    pub(crate) phrase_file: Option<PathBuf>,
    /// 把密钥也放进去；只能和口令短语一起用。默认不放：文件和密钥分开保管，丢一样不泄密
    /// | Put the keys in too; only with a pass phrase
    #[arg(long, requires = "phrase_file")]
    pub(crate) with_keys: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RestoreArguments {
    /// 备份文件 | The backup
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// 恢复到哪个文件夹；必须是新的或空的 | A new or empty folder
    #[arg(long, value_name = "DIR")]
    pub(crate) into: PathBuf,
    /// 另外保存的密钥文件夹 | The folder of keys that was kept apart
    #[arg(long, value_name = "DIR")]
    pub(crate) keys: Option<PathBuf>,
    /// 写有口令短语的文件 | The file with the pass phrase
    #[arg(long, value_name = "FILE")]
    pub(crate) phrase_file: Option<PathBuf>,
    /// 原来的数据文件夹，还在的话：备份之后的删除和封存点从那里接过来
    /// | The old folder, if it is still there: later erasures and checkpoints are taken from it
    #[arg(long, value_name = "DIR")]
    pub(crate) beside: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    #[command(flatten)]
    pub(crate) data: DataArguments,
    #[command(flatten)]
    pub(crate) listen: ListenArguments,
}

#[derive(Debug, Args)]
pub(crate) struct DemoArguments {
    #[command(flatten)]
    pub(crate) data: DataArguments,
    /// 随机种子：同一种子，同一个县 | Seed: the same seed, the same county
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// 一年的最后一天，默认今天；写明后结果与哪天运行无关 | Last day of the year, today by default
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<String>,
    /// 一年里有多少件 | Matters in the year
    #[arg(long, default_value_t = 1200, value_parser = clap::value_parser!(u32).range(1..=200_000))]
    pub(crate) matters: u32,
    #[command(flatten)]
    pub(crate) listen: ListenArguments,
    /// 只造县，不开门 | Make the county and end
    #[arg(long)]
    pub(crate) only_make: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    /// 起点，如 2026-02-13T16:40 | Where the limit begins
    #[arg(long, value_name = "TIME")]
    pub(crate) from: String,
    /// 时限，如 "5 working days"、"15 calendar days"、"4 working hours"、"2 hours"、"3 months"
    /// | The limit
    #[arg(long, value_name = "LIMIT")]
    pub(crate) limit: String,
    /// 输出 JSON | Write JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) calendar: CalendarArguments,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ImportCommand {
    /// 来信与答复：每行成为一件历史办件，重复导入不变 | Messages with replies, one matter each
    ///
    /// 列：id,message_time,title,body,reply_time,reply_text（其余列不看）
    Replies(ImportArguments),
    /// 待办来信：每行现在收件、开始计时，重复导入不变 | Messages that wait, filed now, one matter each
    ///
    /// 列：id,title,body（其余列不看）
    Messages(ImportArguments),
}

#[derive(Debug, Args)]
pub(crate) struct ImportArguments {
    /// CSV 文件，首行是列名 | The CSV file, with names of columns in the first line
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) data: DataArguments,
    /// 只检查，不写入 | Check only, write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// 记在哪个单位名下 | Unit the matters are put to
    #[arg(long, value_name = "CODE")]
    pub(crate) unit: Option<String>,
    /// 输出 JSON | Write JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ReportCommand {
    /// 办理时效：超过 5、10、15、20、30、60 日的件数，总数与逐月 | How long matters took
    Timeliness(ReportArguments),
}

#[derive(Debug, Args)]
pub(crate) struct ReportArguments {
    #[command(flatten)]
    pub(crate) data: DataArguments,
    /// 输出 JSON | Write JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// 检查规则文件夹，列出全部错误 | Check a rules folder; exit 1 if any fault
    Check(RulesCheckArguments),
}

#[derive(Debug, Args)]
pub(crate) struct RulesCheckArguments {
    /// 规则文件夹 | The rules folder
    pub(crate) folder: PathBuf,
    /// 输出 JSON | Write JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LedgerCommand {
    /// 核验：找出被改、被删、被插、被换序的记录，并指明位置 | Find any changed, lost, added event
    Verify(VerifyArguments),
    /// 由账本重建视图，并与现有的逐行比较 | Rebuild the views and compare them with the kept ones
    Rebuild(ReportArguments),
    /// 给出一件的入账证明，只凭公钥即可核对 | A proof that can be checked with the public key alone
    Proof(ProofArguments),
    /// 只凭公钥核对一份入账证明 | Check a proof
    CheckProof(CheckProofArguments),
    /// 只凭公钥核对回执上的承诺；可连同自己的原文、日后的入账证明一起核对 | Check the promise on a receipt
    CheckPromise(CheckPromiseArguments),
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArguments {
    #[command(flatten)]
    pub(crate) data: DataArguments,
    /// 公钥文件；不写则用密钥文件夹里的 | Public key file
    #[arg(long, value_name = "FILE")]
    pub(crate) public_key: Option<PathBuf>,
    /// 另存的检查点文件（例如从门户下载的） | Checkpoints kept elsewhere
    #[arg(long, value_name = "FILE")]
    pub(crate) checkpoints: Option<PathBuf>,
    /// 输出 JSON | Write JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ProofArguments {
    /// 办件编号 | Number of the matter
    pub(crate) number: String,
    #[command(flatten)]
    pub(crate) data: DataArguments,
}

#[derive(Debug, Args)]
pub(crate) struct CheckProofArguments {
    /// 证明文件；- 为标准输入 | The proof; - for standard input
    pub(crate) file: PathBuf,
    /// 公钥文件 | Public key file
    #[arg(long, value_name = "FILE")]
    pub(crate) public_key: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct CheckPromiseArguments {
    /// 回执承诺文件；- 为标准输入 | The promise; - for standard input
    pub(crate) file: PathBuf,
    /// 公钥文件 | Public key file
    #[arg(long, value_name = "FILE")]
    pub(crate) public_key: PathBuf,
    /// 自己当时写的原文，一字不差 | One's own text, to the letter
    #[arg(long, value_name = "FILE")]
    pub(crate) text: Option<PathBuf>,
    /// 这条记录的入账证明：看承诺是否兑现 | Proof of the record: whether the promise was kept
    #[arg(long, value_name = "FILE")]
    pub(crate) proof: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AdminCommand {
    /// 重置口令：给出一个新的初始口令，结束原有会话，解除锁定；记入安全日志 | Reset a password: write a
    /// new initial one, end all sessions, lift the lock; noted in the security log
    ResetPassword(ResetPasswordArguments),
}

#[derive(Debug, Args)]
pub(crate) struct ResetPasswordArguments {
    /// 登录名 | Login name
    pub(crate) login: String,
    #[command(flatten)]
    pub(crate) data: DataArguments,
    /// 同时停用动态口令（手机和备用码都丢了） | Also take the second factor away
    #[arg(long)]
    pub(crate) second_factor: bool,
}
