//! The whole program under load: starting up, typing, memory, batches and folders. `cargo bench --bench load` prints a table;
//! the last one is kept in RESULTS.md. `cargo bench --bench load -- typing` measures only what has that word in its name.

// These measurements are a test: what goes wrong in them may stop them.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

const SERVER: &str = env!("CARGO_BIN_EXE_attache");
const URI: &str = "file:///articles/article.md";

fn main() {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|it| !it.starts_with('-'))
        .collect();
    let wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|it| name.contains(it));
    print(&format!("{}\n\n", machine()));
    let mut table = Table::new();
    if wanted("start") {
        start(&mut table);
    }
    for words in [1_000, 10_000, 100_000, 1_000_000] {
        if wanted(&format!("typing {words}")) {
            typing(&mut table, words, &[]);
        }
    }
    if wanted("hover") {
        hover_while_typing(&mut table);
    }
    if wanted("names") {
        for names in [50_000, 1_000_000] {
            more_names(&mut table, names);
        }
    }
    if wanted("batch") {
        batch(&mut table);
    }
    if wanted("check") {
        check(&mut table);
    }
    if wanted("import") {
        import(&mut table);
    }
}

// What is measured

/// From the start of the process to the answer to `initialize`, and to the first findings of a short article.
fn start(table: &mut Table) {
    let text = article(1_000);
    let (mut ready, mut found) = (Vec::new(), Vec::new());
    for _ in 0..30 {
        let begin = Instant::now();
        let mut client = Client::start(&[]);
        ready.push(begin.elapsed());
        client.open(&text);
        client.findings_of(1);
        found.push(begin.elapsed());
        client.finish();
    }
    table.times("start: `initialize` answered", &mut ready);
    table.times("start: findings of 1,000 words", &mut found);
}

/// From an edit to the findings of that version, somebody typing in the midst of a text of so many words.
fn typing(table: &mut Table, words: usize, arguments: &[&str]) {
    let text = article(words);
    let mut client = Client::start(arguments);
    let begin = Instant::now();
    client.open(&text);
    client.findings_of(1);
    let first = begin.elapsed();
    let mut times = type_words(
        &mut client,
        &text,
        if words < 1_000_000 { 1_000 } else { 200 },
    );
    let name = format!("typing: {} words", grouped(words));
    table.times(&name, &mut times);
    table.row(&format!("{name}: opened"), &[&milliseconds(first)]);
    table.row(
        &format!("{name}: memory now / at most"),
        &[&client.memory("VmRSS"), &client.memory("VmHWM")],
    );
    client.finish();
}

/// Adds letters to a word of one paragraph after another, and takes them away again.
fn type_words(client: &mut Client, text: &str, edits: usize) -> Vec<Duration> {
    let lines: Vec<u32> = (0..)
        .zip(text.lines())
        .filter(|(_, it)| it.len() > 40)
        .map(|(line, _)| line)
        .collect();
    let mut times = Vec::with_capacity(edits);
    for edit in 0..edits {
        let (group, step) = (edit / 10, edit % 10);
        let line = lines[group * 7919 % lines.len()];
        let at = |column: usize| json!({ "line": line, "character": column });
        // Five letters behind the first word, then they are deleted.
        let (from, to, letter) = match step {
            0..5 => (step, step, "x"),
            _ => (9 - step, 10 - step, ""),
        };
        let change = json!([{ "range": { "start": at(from), "end": at(to) }, "text": letter }]);
        let version = edit as i32 + 2;
        let begin = Instant::now();
        client.change(version, change);
        client.findings_of(version);
        times.push(begin.elapsed());
    }
    times
}

/// A hover after each of many edits that nobody waits for.
fn hover_while_typing(table: &mut Table) {
    let text = article(10_000);
    let mut client = Client::start(&[]);
    client.open(&text);
    client.findings_of(1);
    let mut times = Vec::new();
    for edit in 0..500 {
        let place = json!({ "line": 4, "character": 0 });
        let change = json!([{ "range": { "start": place, "end": place }, "text": "x" }]);
        let begin = Instant::now();
        client.change(edit + 2, change);
        let position = json!({ "line": 4, "character": 30 });
        client.request(
            "textDocument/hover",
            json!({ "textDocument": { "uri": URI }, "position": position }),
        );
        times.push(begin.elapsed());
    }
    table.times("hover after an edit: 10,000 words", &mut times);
    client.finish();
}

/// Typing with so many names more in the knowledge base.
fn more_names(table: &mut Table, names: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let blob = extra_names(folder.path(), names);
    let name = format!("{} names more", grouped(names));
    // In turn, so that both have the same machine.
    let (mut without, mut with) = (Vec::new(), Vec::new());
    for _ in 0..20 {
        for (arguments, times) in [(&[][..], &mut without), (&["--kb", &blob][..], &mut with)] {
            let begin = Instant::now();
            let client = Client::start(arguments);
            times.push(begin.elapsed());
            client.finish();
        }
    }
    table.times(
        &format!("{name}: `initialize` answered without them"),
        &mut without,
    );
    table.times(
        &format!("{name}: `initialize` answered with them"),
        &mut with,
    );
    let text = article(10_000);
    let mut client = Client::start(&["--kb", &blob]);
    client.open(&text);
    client.findings_of(1);
    table.times(
        &format!("{name}: typing, 10,000 words"),
        &mut type_words(&mut client, &text, 500),
    );
    table.row(
        &format!("{name}: memory now / at most"),
        &[&client.memory("VmRSS"), &client.memory("VmHWM")],
    );
    client.finish();
}

/// Persons who hold no office, but have names; compiled by the program itself.
fn extra_names(folder: &Path, names: usize) -> String {
    let records = folder.join("records");
    fs::create_dir_all(records.join("people")).expect("a folder");
    let sources =
        "[invented]\ntitle = \"Invented names\"\nlicence = \"CC0-1.0\"\nas-of = \"2025-01-01\"\n";
    fs::write(records.join("sources.toml"), sources).expect("a file");
    let mut random = Random(7);
    for (file, chunk) in (0..names).collect::<Vec<_>>().chunks(20_000).enumerate() {
        let mut text = String::new();
        for number in chunk {
            let (given, family) = (random.name(), random.name());
            text.push_str(&format!(
                "[invented-{number:07}]\nname = {{ full = \"{given} {family}\", family = \"{family}\", given = \"{given}\" }}\nborn = \"1900\"\nsource = \"invented\"\n\n"
            ));
        }
        fs::write(records.join(format!("people/names-{file:03}.toml")), text).expect("a file");
    }
    let blob = folder.join("names.kb");
    let built = Command::new(SERVER)
        .args(["kb", "build"])
        .arg(&records)
        .arg("--output")
        .arg(&blob)
        .stdout(Stdio::null())
        .status()
        .expect("the program runs");
    assert!(built.success(), "the invented names are no records");
    blob.to_string_lossy().into_owned()
}

/// `attache batch`, with every core and with one.
fn batch(table: &mut Table) {
    let text = article(1_000);
    let line = json!({ "text": text, "date": "2025-09-01", "format": "markdown" }).to_string();
    let input = format!("{line}\n").repeat(3_000);
    for (threads, cores) in CORES {
        let begin = Instant::now();
        let mut child = Command::new(SERVER)
            .arg("batch")
            .env("RAYON_NUM_THREADS", threads)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("the program runs");
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(input.as_bytes()).expect("it reads");
        drop(stdin);
        let used = watch(child);
        let bytes = text.len() * 3_000;
        table.row(
            &format!("batch: {cores}; of its own time; memory at most"),
            &[
                &throughput(bytes, begin.elapsed()),
                &throughput(bytes, used.time),
                &used.memory,
            ],
        );
    }
}

/// How many threads the program may use: one, or as many as there are cores.
const CORES: [(&str, &str); 2] = [("1", "one core"), ("0", "all cores")];

/// `attache check` of a folder of 10,000 articles, with every core and with one.
fn check(table: &mut Table) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut bytes = 0;
    for number in 0..10_000 {
        let text = Random(number + 1).article(600);
        bytes += text.len();
        let within = folder.path().join(format!("{:02}", number % 100));
        fs::create_dir_all(&within).expect("a folder");
        fs::write(within.join(format!("{number}.md")), text).expect("a file");
    }
    for (threads, cores) in CORES {
        let begin = Instant::now();
        let child = Command::new(SERVER)
            .args(["check", "--format", "json"])
            .arg(folder.path())
            .env("RAYON_NUM_THREADS", threads)
            .stdout(Stdio::null())
            .spawn()
            .expect("the program runs");
        let used = watch(child);
        table.row(
            &format!(
                "check: 10,000 articles of 600 words, {cores}; of its own time; memory at most"
            ),
            &[
                &throughput(bytes, begin.elapsed()),
                &throughput(bytes, used.time),
                &used.memory,
            ],
        );
    }
}

/// `attache kb import wikidata` of 1,000,000 generated entities, one in a hundred of which held an office of the base.
fn import(table: &mut Table) {
    const ENTITIES: usize = 1_000_000;
    let begin = Instant::now();
    let mut child = Command::new(SERVER)
        .args(["kb", "import", "wikidata", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    let mut stdin = io::BufWriter::new(child.stdin.take().expect("a pipe"));
    let (mut random, mut bytes) = (Random(7), 0);
    for number in 0..ENTITIES {
        let line = random.entity(200_000_000 + number);
        bytes += line.len();
        stdin.write_all(line.as_bytes()).expect("it reads");
    }
    stdin.flush().expect("it reads");
    let most = memory(child.id(), "VmHWM");
    drop(stdin);
    // There are differences.
    assert_eq!(child.wait().expect("it ends").code(), Some(1));
    let name = format!("import: {} entities", grouped(ENTITIES));
    table.row(&name, &[&throughput(bytes, begin.elapsed()), &most]);
}

/// What a process used until it ended.
struct Used {
    memory: String,
    /// Of all cores together; on a machine with other work it tells more than the clock.
    time: Duration,
}

fn watch(mut child: Child) -> Used {
    let mut used = Used {
        memory: String::new(),
        time: Duration::ZERO,
    };
    while child.try_wait().expect("it runs").is_none() {
        let now = memory(child.id(), "VmHWM");
        if !now.is_empty() {
            used.memory = now;
        }
        used.time = used.time.max(processor_time(child.id()));
        std::thread::sleep(Duration::from_millis(10));
    }
    used
}

/// Counted by Linux in hundredths of a second: fields 14 and 15 of `stat`, the second of which is the program's name in brackets.
fn processor_time(process: u32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let behind_name = stat.rsplit(") ").next().unwrap_or_default();
    let fields = behind_name.split(' ').skip(11).take(2);
    let ticks: u64 = fields.filter_map(|it| it.parse::<u64>().ok()).sum();
    Duration::from_millis(10 * ticks)
}

/// The machine in a line, and how busy it is with other things.
fn machine() -> String {
    let read = |file: &str| fs::read_to_string(file).unwrap_or_default();
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|it| it.starts_with(name));
        let value = line.and_then(|it| it.split(':').nth(1));
        value.unwrap_or("unknown").trim().to_owned()
    };
    format!(
        "{}, {} cores, {} of memory, {}; load {} before.",
        field(&read("/proc/cpuinfo"), "model name"),
        std::thread::available_parallelism().map_or(0, usize::from),
        field(&read("/proc/meminfo"), "MemTotal"),
        read("/proc/sys/kernel/osrelease").trim(),
        read("/proc/loadavg").split(' ').next().unwrap_or_default(),
    )
}

// Texts

/// A Markdown article of so many words, always the same: names as often as in news, now and then a mistake.
fn article(words: usize) -> String {
    Random(1).article(words)
}

/// A small generator of numbers, always the same.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % bound
    }

    fn article(&mut self, words: usize) -> String {
        let mut text = String::from("---\ndate: 2025-08-18\n---\n\n");
        let mut count = 0;
        while count < words {
            for _ in 0..5 {
                let sentence = match self.below(120) {
                    0 => WRONG[self.below(WRONG.len())],
                    1..40 => RIGHT[self.below(RIGHT.len())],
                    _ => PLAIN[self.below(PLAIN.len())],
                };
                count += sentence.split(' ').count();
                text.push_str(sentence);
                text.push(' ');
            }
            text.push_str("\n\n");
        }
        text
    }

    /// A line of a dump of Wikidata: a person with names and pages in many languages, who held something.
    fn entity(&mut self, id: usize) -> String {
        let name = format!("{} {}", self.name(), self.name());
        let office = match self.below(100) {
            0 => 11_696,
            _ => 1_000_000 + self.below(1_000_000),
        };
        let languages = [
            "en", "de", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "zh",
        ];
        let texts = |text: &str| -> Value {
            let texts =
                languages.map(|it| (it.to_owned(), json!({ "language": it, "value": text })));
            Value::Object(texts.into_iter().collect())
        };
        let snak = |value: Value| json!({ "snaktype": "value", "property": "P1", "datavalue": { "value": value, "type": "x" } });
        let item = |id: usize| {
            snak(json!({ "entity-type": "item", "numeric-id": id, "id": format!("Q{id}") }))
        };
        let mut year = |first: usize| {
            let year = first + self.below(100);
            let time = format!("+{year}-03-04T00:00:00Z");
            snak(
                json!({ "time": time, "timezone": 0, "before": 0, "after": 0, "precision": 11, "calendarmodel": "http://www.wikidata.org/entity/Q1985727" }),
            )
        };
        let held = json!({ "P580": [year(1600)], "P582": [year(1700)] });
        let claims = json!({
            "P31": [{ "mainsnak": item(5), "type": "statement", "rank": "normal" }],
            "P569": [{ "mainsnak": year(1500), "type": "statement", "rank": "normal" }],
            "P39": [{ "mainsnak": item(office), "qualifiers": held, "type": "statement", "rank": "normal" }],
        });
        let entity = json!({
            "type": "item", "id": format!("Q{id}"), "labels": texts(&name), "descriptions": texts("a person who held something"),
            "aliases": [], "claims": claims, "sitelinks": texts(&name), "modified": "2026-10-01T00:00:00Z",
        });
        format!("{entity},\n")
    }

    fn name(&mut self) -> String {
        const SYLLABLES: [&str; 20] = [
            "ba", "cor", "dé", "fen", "gul", "hi", "jor", "kem", "lu", "mir", "nar", "ol", "pes",
            "qui", "ran", "sö", "tav", "ul", "vek", "zam",
        ];
        let length = 2 + self.below(3);
        let name: String = (0..length)
            .map(|_| SYLLABLES[self.below(SYLLABLES.len())])
            .collect();
        name[..1].to_uppercase() + &name[1..]
    }
}

const WRONG: [&str; 3] = [
    "Former U.S. President Donald Trump met reporters on Monday before the talks began.",
    "French President François Hollande is to speak at the conference on Wednesday.",
    "The North Atlantic Treaty was signed in 1950, a year in which much else happened.",
];

const RIGHT: [&str; 8] = [
    "President Trump told the reporters that the talks would go on until the evening.",
    "Chinese President Xi Jinping received the delegation in the Great Hall of the People.",
    "Ukraine's Volodymyr Zelenskyy asked the allies for more help before the winter.",
    "The German chancellor, Friedrich Merz, had come to Washington with six others.",
    "Emmanuel Macron said that France would send nobody before the autumn.",
    "The North Atlantic Treaty, signed in 1949, obliges its members to help one another.",
    "In 2015 Angela Merkel and François Hollande had gone to Minsk for the same reason.",
    "The European Union and the United Nations were both represented at the meeting.",
];

const PLAIN: [&str; 12] = [
    "The minister's office did not answer a request for comment on Tuesday evening.",
    "Prices rose again last month, though by less than the experts had expected.",
    "“We have never seen so many people here,” said the owner of a café near the station.",
    "The bridge, which was built in 1987, will stay closed until further notice.",
    "Several thousand people took part in the march, according to its organisers.",
    "It was the third time in two years that the company had changed its plans.",
    "A spokeswoman for the police said that nobody had been hurt in the accident.",
    "The report comes to the conclusion that the money was spent as it should be.",
    "On the other side of the river the fields were still under water in May.",
    "Those who live in the villages around the mine do not believe a word of it.",
    "The court will decide next week whether the case can be heard in public.",
    "Nobody knows how long the negotiations between the two companies will take.",
];

// A client

struct Client {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    cache: tempfile::TempDir,
}

impl Client {
    fn start(arguments: &[&str]) -> Client {
        let cache = tempfile::tempdir().expect("a folder");
        let mut child = Command::new(SERVER)
            .arg("lsp")
            .args(arguments)
            .env("XDG_CACHE_HOME", cache.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let mut client = Client {
            input: child.stdin.take().expect("a pipe"),
            output: BufReader::with_capacity(1 << 20, child.stdout.take().expect("a pipe")),
            child,
            cache,
        };
        let options = json!({ "diagnostics": { "debounceMs": 0 }, "today": "2025-09-01" });
        client.request(
            "initialize",
            json!({ "processId": null, "rootUri": null, "capabilities": {}, "initializationOptions": options }),
        );
        client.notify("initialized", json!({}));
        client
    }

    fn open(&mut self, text: &str) {
        let document = json!({ "uri": URI, "languageId": "markdown", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    fn change(&mut self, version: i32, changes: Value) {
        let document = json!({ "uri": URI, "version": version });
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": changes }),
        );
    }

    fn request(&mut self, method: &str, params: Value) -> Value {
        self.send(&json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params }));
        loop {
            let body = self.receive();
            if body.windows(6).any(|it| it == b"\"id\":1")
                && !body.starts_with(b"{\"jsonrpc\":\"2.0\",\"method\"")
            {
                return serde_json::from_slice(&body).expect("JSON");
            }
        }
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Waits for the findings of this version. They are not parsed: that would be the client's time.
    fn findings_of(&mut self, version: i32) {
        let wanted = format!("\"version\":{version}}}");
        while !self.receive().ends_with(format!("{wanted}}}").as_bytes()) {}
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        let message = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.input.write_all(message.as_bytes()).expect("it reads");
    }

    fn receive(&mut self) -> Vec<u8> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert_ne!(
                self.output.read_line(&mut line).expect("a line"),
                0,
                "it is gone"
            );
            match line.trim_end().strip_prefix("Content-Length: ") {
                Some(number) => length = number.parse().expect("a number"),
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).expect("a whole message");
        body
    }

    fn memory(&self, of: &str) -> String {
        memory(self.child.id(), of)
    }

    fn finish(mut self) {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        assert!(self.child.wait().expect("it ends").success());
        drop(self.cache);
    }
}

/// Of a running process, as Linux tells it; empty elsewhere.
fn memory(process: u32, of: &str) -> String {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|it| it.strip_prefix(of));
    let kilobytes = line.and_then(|it| {
        it.trim_matches([':', ' ', '\t', 'k', 'B'])
            .parse::<f64>()
            .ok()
    });
    kilobytes.map_or(String::new(), |it| format!("{:.1} MB", it / 1024.0))
}

// The table

struct Table;

impl Table {
    fn new() -> Table {
        print("| what | p50 | p95 | p99 | most |\n|---|---|---|---|---|\n");
        Table
    }

    fn times(&mut self, name: &str, times: &mut [Duration]) {
        times.sort();
        let at = |percent: usize| milliseconds(times[(times.len() - 1) * percent / 100]);
        self.row(name, &[&at(50), &at(95), &at(99), &at(100)]);
    }

    fn row(&mut self, name: &str, cells: &[&str]) {
        let mut cells = cells.to_vec();
        cells.resize(4, "");
        print(&format!("| {name} | {} |\n", cells.join(" | ")));
    }
}

fn print(text: &str) {
    let mut output = io::stdout().lock();
    output.write_all(text.as_bytes()).expect("somebody reads");
    output.flush().expect("somebody reads");
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

fn throughput(bytes: usize, time: Duration) -> String {
    format!("{:.1} MB/s", bytes as f64 / 1e6 / time.as_secs_f64())
}

fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
