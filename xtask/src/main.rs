//! `cargo xtask …`: the project's own commands. `cargo xtask help` lists them.

use std::process::ExitCode;

use xtask::{bench, browser, layers, lint, mutants, postgres, suite};

const HELP: &str = "\
用法 / usage: cargo xtask <命令 / command>

  test      全部检查与测试，两种数据库 / every check and every test, on both databases
  lint      格式、静态检查、文档 / formatting, clippy, docs; warnings are errors
  layers    分层检查 / the layering check
  postgres  启动一个测试用 PostgreSQL，按回车停止；后面可跟要运行的命令
            start a PostgreSQL for tests until Enter; or run the command that follows with it:
            cargo xtask postgres cargo test -p xiaoneng-store
  browser   只走浏览器里的路，截图在 target/browser；后面可跟要运行的命令
            the journeys in a real browser alone; pictures are kept in target/browser
  bench     各库的基准测试（含 PostgreSQL） / the benches of all crates, with PostgreSQL up;
            what follows goes to the benches
  mutants   对 calendar 与 domain 做变异测试 / mutation testing over calendar and domain;
            what follows goes to cargo-mutants
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next();
    let rest: Vec<String> = arguments.collect();
    let outcome = match command.as_deref() {
        Some("test") if rest.is_empty() => suite::run(),
        Some("lint") if rest.is_empty() => lint::run(),
        Some("layers") if rest.is_empty() => layers::run(),
        Some("postgres") => postgres::run(&rest),
        Some("browser") => browser::run(&rest),
        Some("bench") => bench::run(&rest),
        Some("mutants") => mutants::run(&rest),
        Some("help" | "--help" | "-h") => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        None | Some(_) => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!();
            error.chain().for_each(|cause| eprintln!("{cause}"));
            ExitCode::FAILURE
        }
    }
}
