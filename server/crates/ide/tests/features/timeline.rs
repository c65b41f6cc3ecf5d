use ide::timeline;

use crate::fixture::{cursor, kb};

#[test]
fn terms_and_acts_are_told_in_the_order_of_the_article() {
    let text = "$0Kim Jong Il, Kim Jong Un, the Ankara Friendship Treaty, Turkey and the North Atlantic Treaty.";
    let (analysis, _) = cursor("2025-08-01", text);
    let mut told = Vec::new();
    for lane in timeline(kb(), &analysis) {
        told.push(lane.name);
        let day = |it: Option<date::Day>| it.map_or("..".to_owned(), |it| it.to_string());
        for it in lane.bars {
            let runs = if it.running { " running" } else { "" };
            told.push(format!(
                "  {}: {} to {}{runs}",
                it.label,
                day(it.from),
                day(it.to)
            ));
        }
        told.extend(
            lane.marks
                .iter()
                .map(|it| format!("  {} {}", it.label, it.on)),
        );
    }
    let wanted = [
        "Kim Jong Il",
        "  Supreme Leader of North Korea: 1994-07-08 to 2011-12-17",
        "Kim Jong Un",
        "  Supreme Leader of North Korea: 2011-12-17 to .. running",
        "Ankara Friendship Treaty",
        "  in force: 1961-01-01 to 1970-05-06",
        "  signed 1960-03-04",
        "  in force from 1961-01-01",
        "  terminated 1970-05-06",
        "North Atlantic Treaty",
        "  in force: 1949-08-24 to .. running",
        "  signed 1949-04-04",
        "  in force from 1949-08-24",
    ];
    assert_eq!(told, wanted);
}
