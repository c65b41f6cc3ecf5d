//! Any text of records is compiled or refused with the places of what is wrong; what is compiled can be read.
#![no_main]

use std::sync::{Arc, LazyLock};

use kb::Kb;
use libfuzzer_sys::fuzz_target;

static WORLD: LazyLock<Kb> = LazyLock::new(|| Kb::new(world::BLOB).expect("the shipped records"));

fuzz_target!(|text: &str| {
    let files = [("house.toml".to_owned(), text.to_owned())];
    match kb_compile::compile(&files, Some(&WORLD)) {
        Ok(compiled) => {
            for lint in &compiled.lints {
                assert!(text.get(lint.range.clone()).is_some(), "{lint:?}");
            }
            let kb = WORLD.with(Arc::new(compiled.blob)).expect("its own layer");
            kb.longest(b"jane invented");
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            for problem in &problems {
                assert!(text.get(problem.range.clone()).is_some(), "{problem:?}");
            }
        }
    }
});
