//! What the reader sees of plain text, Markdown and HTML.

use prose::{BlockKind, Document, Format, Separator, fold, parse};

/// One line a block: kind, then the folded text; quotations behind it.
fn dump(source: &str, format: Format) -> String {
    let document = parse(source, format, None);
    check_ranges(source, &document);
    let mut out = String::new();
    for block in &document.blocks {
        out.push_str(&format!("{:?}: {}", block.kind, block.text.folded));
        for quote in &block.text.quotations {
            out.push_str(&format!(" <{}>", quote.of(&block.text.source)));
        }
        out.push('\n');
    }
    for directive in &document.directives {
        out.push_str(&format!("directive: {}\n", directive.body));
    }
    for field in document
        .front_matter
        .iter()
        .flat_map(|it| &it.fields)
        .chain(&document.metadata)
    {
        out.push_str(&format!(
            "{} = {} [{}]\n",
            field.key,
            field.value,
            field.range.of(source)
        ));
    }
    out
}

fn check_ranges(source: &str, document: &Document) {
    let mut after = 0;
    for block in &document.blocks {
        assert!(block.range.start >= after, "blocks overlap in {source:?}");
        after = block.range.end;
        assert_eq!(block.range.of(source), &*block.text.source);
        let mut end = 0;
        for word in &block.text.words {
            assert!(
                word.range.start >= end && word.range.end <= block.range.len(),
                "{source:?}"
            );
            assert!(
                !word.range.of(&block.text.source).is_empty(),
                "a word off the character boundaries of {source:?}"
            );
            end = word.range.end;
        }
        for sentence in &block.text.sentences {
            assert!(
                sentence.first < sentence.last && sentence.last as usize <= block.text.words.len()
            );
        }
    }
}

/// The words of a plain text as they stand in the source.
fn words(source: &str) -> Vec<String> {
    let document = parse(source, Format::Plain, None);
    document
        .blocks
        .iter()
        .flat_map(|block| {
            block
                .text
                .words
                .iter()
                .map(|it| it.range.of(&block.text.source).to_owned())
        })
        .collect()
}

#[test]
fn plain_text_has_a_paragraph_a_line() {
    let text = "\u{feff}Xi And Putin Meet\r\nNorth Korea's Kim Jong-un met U.S. President Donald J. Trump on Monday, and left.\r\n\r\n- One point.\r\n";
    expect_test::expect![[r#"
        Heading(1): xi and putin meet
        Paragraph: north korea's kim jong un met us president donald j trump on monday,and left
        ListItem: one point
    "#]]
    .assert_eq(&dump(text, Format::Plain));
}

#[test]
fn wrapped_lines_are_joined_and_short_ones_are_not() {
    let wrapped = "The president of the Republic of Korea met the Russian president Vladimir\nPutin in the capital on Monday and spoke at length about the treaty that the\ntwo countries had signed. He left.\n";
    assert_eq!(parse(wrapped, Format::Plain, None).blocks.len(), 1);
    assert!(dump(wrapped, Format::Plain).contains("vladimir putin"));
    let lines = "A Headline Of Some Length About The Meeting Of Leaders In May\nThe leaders met.\nThey left.\n";
    assert_eq!(parse(lines, Format::Plain, None).blocks.len(), 3);
}

#[test]
fn words_keep_what_belongs_to_them() {
    assert_eq!(
        words(
            "Sana'a, O’Neill and the leaders' 80th of 1,550 J.D. Vance in the U.S. Mr. Xi’s Coup\u{ad}land."
        ),
        [
            "Sana'a",
            "O’Neill",
            "and",
            "the",
            "leaders",
            "80th",
            "of",
            "1,550",
            "J.D.",
            "Vance",
            "in",
            "the",
            "U.S.",
            "Mr.",
            "Xi",
            "Coup\u{ad}land"
        ]
    );
}

#[test]
fn sentences_end_where_they_do() {
    let document = parse(
        "Mr. Xi met U.S. President Joe Biden. The U.S. He left at 5 p.m. on Sept. 3. “Good,” he said.",
        Format::Plain,
        None,
    );
    let block = &document.blocks[0];
    let sentences: Vec<&str> = block
        .text
        .sentences
        .iter()
        .map(|it| it.range.of(&block.text.source).trim())
        .collect();
    assert_eq!(sentences.len(), 4, "{sentences:?}");
}

#[test]
fn an_abbreviation_before_a_hyphen_or_a_comma_ends_no_sentence() {
    let document = parse(
        "The U.S.-Japan treaty held. In the U.S., Martin Luther King Jr., who led, spoke.",
        Format::Plain,
        None,
    );
    let text = &document.blocks[0].text;
    assert_eq!(text.sentences.len(), 2);
    assert!(text.folded.starts_with("the us japan treaty held"));
}

#[test]
fn separators_say_what_parts_two_words() {
    let document = parse(
        "Jong-un, the — leader \"of\" a/b; c: d (e) - f (g) h",
        Format::Plain,
        None,
    );
    let before: Vec<Separator> = document.blocks[0]
        .text
        .words
        .iter()
        .map(|it| it.before)
        .collect();
    use Separator::*;
    assert_eq!(
        before,
        [
            Start,
            Hyphen,
            Comma,
            Dash,
            OpenQuote,
            CloseQuote,
            Slash,
            Semicolon,
            Colon,
            OpenBracket,
            Dash,
            OpenBracket,
            CloseBracket,
        ]
    );
}

#[test]
fn markdown_is_read_as_its_reader_sees_it() {
    let text = "---\ntitle: \"A: b\"\ndate: 2025-08-05 # when\nattache:\n  as-of: 2025\n---\n# Xi *and* Putin\n\n**Vladimir** Putin and [[Xi Jinping|Xi]] met [Kim](http://kim.example/Modi) `Trump` &amp; co.\n\n> “He said so to all of them.”\n\n| Leader | State |\n|---|---|\n| Xi | China |\n\n```\nMerkel\n```\n\n- Modi\n\n<!-- attache: off leader/office-at-date: why -->\n";
    expect_test::expect![[r#"
        Heading(1): xi and putin
        Paragraph: vladimir putin and xi met kim|co
        BlockQuote: he said so to all of them <“He said so to all of them.”>
        TableHeader: leader|state
        TableRow: xi|china
        ListItem: modi
        directive: off leader/office-at-date: why
        title = A: b [A: b]
        date = 2025-08-05 [2025-08-05]
        attache.as-of = 2025 [2025]
    "#]]
    .assert_eq(&dump(text, Format::Markdown));
}

#[test]
fn html_is_read_as_its_reader_sees_it() {
    let text = "<html><head><title>T</title><meta property=\"article:published_time\" content=\"2025-08-05\"><script type=\"application/ld+json\">{\"datePublished\": \"2025-08-06\"}</script></head><body><nav>Merkel</nav><p>Fran&ccedil;ois&nbsp;<b>Hollande</b> met\n Modi &lt;here&gt;.</p><figure><img alt='Kim waves' src=x><figcaption>FILE - Xi</figcaption></figure><!-- attache: as-of 2020 --><p>a < b";
    expect_test::expect![[r#"
        Heading(1): t
        Paragraph: francois hollande met modi|here
        AltText: kim waves
        Caption: file|xi
        Paragraph: a|b
        directive: as-of 2020
        article:published_time = 2025-08-05 [2025-08-05]
        datepublished = 2025-08-06 [2025-08-06]
    "#]]
    .assert_eq(&dump(text, Format::Html));
}

#[test]
fn names_fold_as_texts_do() {
    for (name, folded) in [
        ("François Hollande", "francois hollande"),
        ("Kim Jong-un", "kim jong un"),
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("Lars Løkke Rasmussen", "lars lokke rasmussen"),
        ("Fr\u{61}nc\u{327}ois", "francois"),
        ("U.S.", "us"),
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("Владимир Путин", "владимир путин"),
        ("People’s Republic of China", "people's republic of china"),
    ] {
        assert_eq!(fold(name), folded);
    }
}

proptest::proptest! {
    #[test]
    fn a_plain_name_folds_as_a_text_of_it_does(name in "[A-Za-z0-9]{1,4}([ -]{1,2}[A-Za-z0-9é]{1,4}){0,3}") {
        let document = parse(&name, Format::Plain, None);
        proptest::prop_assert_eq!(fold(&name), document.blocks[0].text.folded.clone());
    }
}

#[test]
fn quotations_are_found_and_scare_quotes_are_not() {
    let text = "He said \"I will go to the place\" and ‘we will all go there.’ The \"so-called\" plan is Kim's.";
    let document = parse(text, Format::Plain, None);
    let block = &document.blocks[0];
    let quotes: Vec<&str> = block
        .text
        .quotations
        .iter()
        .map(|it| it.of(&block.text.source))
        .collect();
    assert_eq!(
        quotes,
        ["\"I will go to the place\"", "‘we will all go there.’"]
    );
}

#[test]
fn broken_input_gives_fewer_facts() {
    for text in [
        "---\ntitle: x\nno end",
        "<p",
        "<!--",
        "<script>",
        "&#xFFFFFFFF;",
        "[[a|",
        "| a |\n|--",
        "\u{feff}",
        "“",
        "...",
        "a\r\rb",
    ] {
        for format in [Format::Plain, Format::Markdown, Format::Html] {
            check_ranges(text, &parse(text, format, None));
        }
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,120}|[<>&!a-z\"'’“”*_\\[\\]|\\n#.\\- —éŞ]{0,160}") {
        for format in [Format::Plain, Format::Markdown, Format::Html] {
            let fresh = parse(&text, format, None);
            check_ranges(&text, &fresh);
            let again = parse(&text, format, Some((&text, &fresh)));
            assert_eq!(fresh, again);
        }
    }

    #[test]
    fn edits_give_what_a_fresh_reading_gives(before in "([a-zA-Z .\\n“”-]{0,60}\n){0,6}", after in "([a-zA-Z .\\n“”-]{0,60}\n){0,6}") {
        for format in [Format::Plain, Format::Markdown] {
            let previous = parse(&before, format, None);
            assert_eq!(parse(&after, format, Some((&before, &previous))), parse(&after, format, None));
        }
    }

    #[test]
    fn edits_in_the_midst_give_what_a_fresh_reading_gives(
        head in "([a-z .#>`“”-]{0,30}
){0,6}",
        old in "[a-z .#>`
“”é-]{0,20}",
        new in "[a-z .#>`
“”é-]{0,20}",
        tail in "([a-z .#>`“”-]{0,30}
){0,6}",
    ) {
        let (before, after) = (format!("{head}{old}{tail}"), format!("{head}{new}{tail}"));
        for format in [Format::Plain, Format::Markdown, Format::Html] {
            let previous = parse(&before, format, None);
            assert_eq!(parse(&after, format, Some((&before, &previous))), parse(&after, format, None));
        }
    }
}

#[test]
fn unchanged_blocks_are_taken_over() {
    let before = "One two.\n\nThree four.\n";
    let first = parse(before, Format::Markdown, None);
    let second = parse(
        "New.\n\nOne two.\n\nThree four.\n",
        Format::Markdown,
        Some((before, &first)),
    );
    assert!(std::sync::Arc::ptr_eq(
        &first.blocks[1].text,
        &second.blocks[2].text
    ));
    assert_eq!(second.blocks[0].kind, BlockKind::Paragraph);
}

fn is_english(text: &str) -> bool {
    parse(text, Format::Plain, None).blocks[0].text.english
}

#[test]
fn short_paragraphs_in_other_languages_are_told_from_lists_of_names() {
    for foreign in [
        "Le président Emmanuel Macron a rencontré le Premier ministre Keir Starmer à Londres jeudi.",
        "Bundeskanzler Friedrich Merz und Präsident Emmanuel Macron sprachen mit Wolodymyr Selenskyj.",
        "El presidente Gustavo Petro y el ministro Juan Manuel Santos viajaron a las islas por la tarde.",
        "Il presidente Sergio Mattarella ha ricevuto Giorgia Meloni nel Palazzo del Quirinale.",
        "O presidente Luiz Inácio Lula da Silva falou com Javier Milei em Brasília.",
        "De premier Dick Schoof sprak met Friedrich Merz en met Donald Tusk over het verdrag.",
    ] {
        assert!(!is_english(foreign), "{foreign}");
    }
    for english in [
        "Present: Emmanuel Macron, Keir Starmer, Friedrich Merz, Giorgia Meloni, Donald Tusk, Ursula von der Leyen, Mark Rutte, Antonio Costa.",
        "Dick Schoof (Netherlands), Luis Montenegro (Portugal), Pedro Sánchez (Spain), Bart De Wever (Belgium), Luc Frieden (Luxembourg).",
        "President Luiz Inácio Lula da Silva, Vice President Geraldo Alckmin, Foreign Minister Mauro Vieira: absent.",
        "Miguel de la Madrid, Carlos Salinas de Gortari, Ernesto Zedillo, Vicente Fox: four Mexican presidents.",
        "Kennedy met Macmillan, Adenauer, de Gaulle.",
    ] {
        assert!(is_english(english), "{english}");
    }
}
