mod cache;
mod lsp;
mod session;

fn main() -> anyhow::Result<std::process::ExitCode> {
    lsp::run()
}
