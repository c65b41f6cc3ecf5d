//! `attache explain`: the pages of the checks.

use std::io::Write;
use std::process::ExitCode;

use anyhow::{Result, anyhow};
use clap::Args;
use ide::check::{self, Example, Page};

use super::report::json;
use crate::config;

#[derive(Args, Debug)]
pub struct Options {
    /// The code of a check, such as leader/former-incumbent; without one all are listed
    code: Option<String>,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let mut out = anstream::stdout().lock();
    match &options.code {
        None => {
            let width = check::pages().map(|it| it.code.len()).max().unwrap_or(0);
            for page in check::pages() {
                writeln!(
                    out,
                    "{:width$}  {:<11}  {}",
                    page.code,
                    level(page),
                    page.title
                )?;
            }
        }
        Some(code) => {
            config::known_check(code).map_err(|error| anyhow!(error))?;
            if let Some(page) = check::page(code) {
                write!(out, "{}", text(page))?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn level(page: &Page) -> &'static str {
    if page.on {
        json::severity(page.severity)
    } else {
        "off"
    }
}

fn text(page: &Page) -> String {
    let mut text = format!(
        "{}: {}\nLevel: {}\n\n{}\n",
        page.code,
        page.title,
        level(page),
        page.explanation.trim()
    );
    let (fires, silent): (Vec<&Example>, Vec<&Example>) =
        page.examples.iter().partition(|it| it.text.contains('«'));
    for (heading, examples) in [("Reported:", fires), ("Not reported:", silent)] {
        if examples.is_empty() {
            continue;
        }
        text.push_str(&format!("\n{heading}\n"));
        for example in examples {
            let date = match example.date {
                "" => "no date",
                date => date,
            };
            let lines = example.text.replace('\n', "\n              ");
            text.push_str(&format!("  {date:<10}  {lines}\n"));
            match example.fixed {
                Some("") => text.push_str("              fix: delete the marked words\n"),
                Some(fixed) => text.push_str(&format!("              fix: «{fixed}»\n")),
                None => {}
            }
        }
    }
    text.push_str(&format!(
        "\nTo change its level, write into {}:\n  [checks]\n  \"{}\" = \"off\"  # or hint, information, warning, error\n",
        config::FILE_NAME,
        page.code
    ));
    text
}
