//! Leaves when the editor is gone: some die without closing our input.

use std::time::Duration;

const EVERY: Duration = Duration::from_secs(3);

/// Ends this process when the process with this id has ended. Does nothing where it cannot be seen to begin with: the
/// editor may live in another container.
#[cfg(unix)]
pub async fn watch(id: i32) {
    let Some(parent) = rustix::process::Pid::from_raw(id) else {
        return;
    };
    let gone = || rustix::process::test_kill_process(parent) == Err(rustix::io::Errno::SRCH);
    if gone() {
        return;
    }
    while !gone() {
        tokio::time::sleep(EVERY).await;
    }
    std::process::exit(1);
}

/// Elsewhere the end of our input is the only sign.
#[cfg(not(unix))]
pub async fn watch(_: i32) {}
