//! A page as a person reads it: figures by what stands before them.

use scraper::{ElementRef, Html, Selector};

/// Tenths of a point.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Tenths(pub(super) i64);

/// A figure with one decimal, and a sign if it has one.
pub(super) fn figure(word: &str) -> Option<Tenths> {
    let (sign, digits) = word.strip_prefix('-').map_or((1, word.trim_start_matches('+')), |digits| (-1, digits));
    let (whole, tenth) = digits.split_once('.')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(whole) && is_number(tenth) && tenth.len() == 1)
        .then(|| Tenths(sign * (whole.parse::<i64>().unwrap() * 10 + tenth.parse::<i64>().unwrap())))
}

fn bare(word: &str) -> &str {
    word.trim_matches([',', ';', ':', '*', '(', ')', '"']).trim_end_matches('.')
}

/// A text, its lines and its words.
pub(super) struct Paper {
    lines: Vec<String>,
    flat: String,
}

type Range = (Tenths, Tenths);

impl Paper {
    pub(super) fn of(text: &str) -> Self {
        let text =
            text.replace("**", "").replace("Your readiness:", "Your readiness").replace("Readiness:", "Readiness");
        let text = text.replace("Verdict:", "Verdict");
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { lines: text.lines().map(str::to_owned).collect(), flat }
    }

    /// What comes after the first such words that a figure follows.
    fn after(&self, label: &str) -> Option<&str> {
        let starts = self.flat.match_indices(label).map(|(at, _)| &self.flat[at + label.len()..]);
        starts.into_iter().find(|rest| rest.split(' ').next().and_then(|word| figure(bare(word))).is_some())
    }

    /// The figure after a label.
    pub(super) fn figure_after(&self, label: &str) -> Option<Tenths> {
        figure(bare(self.after(label)?.split(' ').next()?))
    }

    /// The figure before the first such words that follow one.
    fn figure_before(&self, label: &str) -> Option<Tenths> {
        let ends = self.flat.match_indices(label).map(|(at, _)| &self.flat[..at]);
        ends.into_iter().find_map(|before| figure(bare(before.rsplit(' ').next()?)))
    }

    /// The range after a label; a single figure is both ends.
    pub(super) fn range_after(&self, label: &str) -> Option<Range> {
        range(self.after(label)?)
    }

    /// How far it went, before ` up` or ` down`.
    fn way(&self) -> Option<Tenths> {
        let up = self.figure_before(" up");
        up.or_else(|| self.figure_before(" down").map(|Tenths(down)| Tenths(-down)))
    }

    /// The last figures of the lines of a table, from the line with these words in its heading to an empty line or the next
    /// heading.
    fn column(&self, heading: &str) -> Vec<(String, Tenths)> {
        let from = self.lines.iter().position(|line| line.contains(heading));
        let Some(from) = from else { return Vec::new() };
        let body = self.lines[from + 1..].iter().skip_while(|line| line.is_empty() || line.ends_with("gaps."));
        let body = body.take_while(|line| {
            !line.is_empty()
                && !line.starts_with('#')
                && !line.starts_with("  and ")
                && !line.starts_with("  Together ")
        });
        let last = |line: &String| {
            let figure = line.split_whitespace().rev().find_map(figure)?;
            Some((line.trim_start_matches(['|', ' ']).to_owned(), figure))
        };
        body.filter_map(last).collect()
    }

    pub(super) fn is_a_gap_report(&self, before: Option<Tenths>) {
        let Some((low, high)) = self.range_after("Readiness ") else {
            assert!(self.flat.contains("nothing that this target asks for applies"), "{}", self.flat);
            return;
        };
        if let Some(before) = before {
            assert_eq!(self.way().map_or(0, |way| way.0), low.0 - before.0, "{}", self.flat);
        }
        self.hundred(low, &[self.column("by points of readiness"), self.column("## Gaps")].concat());
        if let Some(open) = self.figure_after("answer leaves ").or(self.figure_after("answers leave ")) {
            assert_eq!(open.0, high.0 - low.0, "{}", self.flat);
        }
        self.bars();
        self.verdict_agrees(Some((low, high)), " ");
    }

    /// What is reached, in gaps and open make 100, and the rows of each make it.
    fn hundred(&self, low: Tenths, gaps: &[(String, Tenths)]) {
        let reached = self.figure_before(" reached +").unwrap();
        let in_gaps = self.figure_before(" in gaps").unwrap();
        let open = self.figure_before(" not answered = 100").unwrap_or(Tenths(0));
        assert_eq!(reached, low);
        assert_eq!(reached.0 + in_gaps.0 + open.0, 1000);
        assert_eq!(sum(gaps), in_gaps.0, "{gaps:?}\n{}", self.flat);
        let rows = [self.column("Not answered yet: may be worth"), self.column("## Not answered yet")].concat();
        assert_eq!(sum(&rows), open.0, "{rows:?}\n{}", self.flat);
        if let Some(worth) = self.figure_after("ay be worth up to ") {
            assert_eq!(worth, open);
        }
        // What is worked out below the tables is what stands in them.
        for line in self.lines.iter().filter(|line| line.contains(": 100 x weight ")) {
            let title = line.trim_start_matches(['-', ' ']).split(": 100 x weight ").next().unwrap();
            let worked_out = figure_in(line, " points").unwrap();
            let row = gaps.iter().find(|(row, _)| row.starts_with(title)).unwrap();
            assert_eq!(row.1, worked_out, "{line}");
        }
        if let Some(worth) = self.figure_after("; worth ").or(self.figure_after("Why worth ")) {
            assert!(gaps.iter().any(|(_, points)| *points == worth), "{worth:?} {gaps:?}");
        }
    }

    /// Each bar is as long as the figure beside it.
    fn bars(&self) {
        for line in &self.lines {
            let bar: Vec<char> = line.chars().filter(|c| "█▒░".contains(*c)).collect();
            // A legend or a sentence is no bar.
            if bar.len() < 10 {
                continue;
            }
            let words: Vec<_> = line.split_whitespace().filter(|word| !word.contains(['█', '▒', '░', '|'])).collect();
            let at = words.iter().position(|word| figure(word).is_some()).unwrap();
            let (low, high) = range(&words[at..].join(" ")).unwrap();
            let cells = |figure: Tenths| {
                let floor = figure.0 * i64::try_from(bar.len()).unwrap() / 1000;
                floor.max(i64::from(figure.0 > 0))
            };
            let count = |wanted: &str| i64::try_from(bar.iter().filter(|c| wanted.contains(**c)).count()).unwrap();
            assert_eq!((count("█"), count("█▒")), (cells(low), cells(high)), "{line}");
        }
    }

    /// The verdict goes with the figure: nobody reads `80.0`, `not ready` and `asks for 80` together unless something else
    /// fails.
    pub(super) fn verdict_agrees(&self, readiness: Option<Range>, before: &str) {
        let Some((low, high)) = readiness else { return };
        let says = |word: &str| [":", ","].iter().any(|end| self.flat.contains(&format!("{before}{word}{end}")));
        let (_, rest) = self.flat.split_once("his target asks for ").unwrap();
        let asked = rest.split([' ', ',']).next().unwrap().trim_end_matches('.').parse::<f64>().unwrap();
        #[expect(clippy::cast_precision_loss, reason = "at most 1000")]
        let below = |figure: Tenths| (figure.0 as f64 / 10.0) < asked;
        if self.flat.contains(" just ") {
            // It says so itself: less than a tenth is between the figure and what is asked.
            return;
        }
        if says("Ready") {
            assert!(!below(low), "{}", self.flat);
        } else if says("Not ready yet") {
            match self.flat.contains(" is asked. ") || self.flat.contains("is asked at the least. ") {
                false => assert!(below(high), "{}", self.flat),
                true if self.flat.contains("Readiness alone would do") => assert!(!below(low), "{}", self.flat),
                true if self.flat.contains("Readiness alone may do") => assert!(!below(high), "{}", self.flat),
                true => assert!(below(high) && self.flat.contains("Readiness is too low as well"), "{}", self.flat),
            }
        } else {
            assert!(says("Undecided"), "{}", self.flat);
            assert!(!below(high), "{}", self.flat);
        }
    }

    pub(super) fn is_a_progress_report(&self) {
        let said = |label: &str| self.flat.split_once(label).and_then(|(_, rest)| range(rest));
        let then = range_before(&self.flat, " then,").or(range_before(&self.flat, " of 100 on"));
        let now = range_before(&self.flat, " now").or(said(" → ")).or(said("of 100 on 2026-08-20, "));
        let (Some((then, _)), Some((now, _))) = (then, now) else { return };
        assert_eq!(self.way().map_or(0, |way| way.0), now.0 - then.0, "{}", self.flat);
        let sentence = self.figure_after("end of readiness went ").or(self.figure_after("end of readiness: "));
        if let Some(total) = sentence {
            assert_eq!(total.0, now.0 - then.0, "{}", self.flat);
            let you = self.figure_before(" is you").or(self.figure_after("You: "));
            let rubric = self.figure_before(" is the rubric").or(self.figure_after("The rubric: "));
            if let (Some(you), Some(rubric)) = (you, rubric) {
                assert_eq!(you.0 + rubric.0, total.0, "{}", self.flat);
            }
        }
        self.bars_of_a_series();
        let rows = self.cascade();
        if let [first, parts @ .., last] = rows.as_slice() {
            assert_eq!((*first, *last), (then, now), "{}", self.flat);
            assert_eq!(first.0 + parts.iter().map(|part| part.0).sum::<i64>(), last.0, "{}", self.flat);
        }
        if self.flat.contains("such as this one") {
            let all = self.figure_before(" is you").or(self.figure_after("You: ")).or(sentence).unwrap_or(Tenths(0));
            assert!(all.0.abs() < 60, "{}", self.flat);
        }
    }

    fn bars_of_a_series(&self) {
        let of_series = |line: &&String| line.contains("2026-") && !line.contains('+');
        let lines: Vec<_> = self.lines.iter().filter(of_series).cloned().collect();
        // A bar of the cascade is as long as what it stands for, and holds nothing but what is reached.
        let lines = lines.into_iter().filter(|line| line.contains(['▒', '░'])).collect();
        Self { lines, flat: String::new() }.bars();
    }

    /// The figures of the rows from then to now, whether a table or lines.
    fn cascade(&self) -> Vec<Tenths> {
        let is_day = |line: &str, day: &str| {
            let line = line.trim_start_matches(['|', ' ']);
            line.starts_with(day)
                && !line.contains(['▒', '░'])
                && line.split_whitespace().filter_map(figure).count() == 1
        };
        let first = self.lines.iter().position(|line| is_day(line, "2026-08-20"));
        let last = self.lines.iter().position(|line| is_day(line, "2026-11-22"));
        let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
        let figure_of = |line: &String| line.split_whitespace().map(bare).find_map(figure);
        self.lines[first..=last].iter().filter_map(figure_of).collect()
    }

    pub(super) fn is_front_matter(&self) {
        let figures = ["readiness_before_low: ", "change: ", "readiness_low: "].map(|label| self.figure_after(label));
        if let [Some(before), Some(change), Some(now)] = figures {
            assert_eq!(before.0 + change.0, now.0, "{}", self.flat);
        }
    }

    pub(super) fn is_a_plan(&self) {
        let Some((now, _)) = self.range_after("Readiness ") else { return };
        let rated = self.figure_before(" once the ticked steps are rated").unwrap_or(now);
        let steps = self.lines.iter().filter(|line| line.starts_with("- [ ]"));
        let gains: i64 = steps.filter_map(|line| figure_in(line, " points")).map(|gain| gain.0).sum();
        let after = self.figure_before(" after these").or(self.figure_before(" after this step")).unwrap_or(rated);
        assert_eq!(rated.0 + gains, after.0, "{}", self.flat);
        if let Some(worth) = self.figure_before(" points once rated") {
            assert_eq!(now.0 + worth.0, rated.0, "{}", self.flat);
        }
        if let Some(by_then) = self.figure_after("readiness by then at least ") {
            assert_eq!(by_then, after, "{}", self.flat);
        }
    }

    pub(super) fn is_a_what_if(&self, changes: usize) {
        let before = range_before(&self.flat, " now,").or(range_before(&self.flat, ", as now"));
        let Some((before, _)) = before else { return };
        let then = self.flat.split_once(" now, ").filter(|(before, _)| before.ends_with(|c: char| c.is_ascii_digit()));
        let after = then.and_then(|(_, rest)| range(rest)).map_or(before, |(low, _)| low);
        let rows = self.column("If it were so");
        let single: i64 = sum(&rows);
        assert!(rows.len() <= changes);
        if let Some(together) = self.figure_after("Together ") {
            assert_eq!(together.0, after.0 - before.0, "{}", self.flat);
            if !self.flat.contains("do not add up") {
                assert_eq!(single, together.0, "{}", self.flat);
            }
        } else if rows.len() == 1 {
            assert_eq!(single, after.0 - before.0, "{}", self.flat);
        }
    }
}

fn sum(rows: &[(String, Tenths)]) -> i64 {
    rows.iter().map(|(_, figure)| figure.0).sum()
}

/// The last figure of a line before some words.
fn figure_in(line: &str, words: &str) -> Option<Tenths> {
    figure(bare(line.rsplit_once(words)?.0.rsplit(' ').next()?))
}

fn range(text: &str) -> Option<Range> {
    let words: Vec<_> = text.split_whitespace().take(3).collect();
    let low = figure(bare(words.first()?))?;
    match words.as_slice() {
        [_, "to", high] => Some((low, figure(bare(high))?)),
        _ => Some((low, low)),
    }
}

/// The range that ends where these words begin.
fn range_before(text: &str, words: &str) -> Option<Range> {
    text.match_indices(words).find_map(|(at, _)| {
        let before: Vec<_> = text[..at].rsplit(' ').take(3).collect();
        let high = figure(bare(before.first()?))?;
        match before.as_slice() {
            [_, "to", low] => Some((figure(bare(low))?, high)),
            _ => Some((high, high)),
        }
    })
}

fn select<'a>(document: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    document.select(&Selector::parse(selector).unwrap()).collect()
}

fn words(element: ElementRef<'_>) -> String {
    element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

/// The words of a page; each row of a table is a line.
pub(super) fn seen(page: &str) -> String {
    let document = Html::parse_document(page);
    let rows = select(&document, "table.areas tbody tr").into_iter().map(words);
    let text = select(&document, "p, ul li").into_iter().map(words).collect::<Vec<_>>().join("\n");
    text + "\n" + &rows.collect::<Vec<_>>().join("\n")
}

pub(super) fn is_a_page(page: &str, before: Option<Tenths>) {
    let document = Html::parse_document(page);
    let head = words(select(&document, "p.figure")[0]);
    let Some((low, high)) = range(&head) else { return };
    let paper = Paper::of(&seen(page));
    if let Some(before) = before {
        assert_eq!(Paper::of(&head).way().map_or(0, |way| way.0), low.0 - before.0, "{head}");
        assert_eq!(paper.figure_before(" points up over").map_or(0, |up| up.0), (low.0 - before.0).max(0), "{head}");
    }
    let rows = |caption: &str| -> Vec<(String, Tenths)> {
        let tables = select(&document, "table.requirements").into_iter();
        let table = tables.filter(|table| words(*table).starts_with(caption)).flat_map(|table| {
            let rows = Selector::parse("tbody tr").unwrap();
            table.select(&rows).map(words).collect::<Vec<_>>()
        });
        table.map(|row| (row.clone(), figure(row.rsplit(' ').next().unwrap()).unwrap())).collect()
    };
    let open = sum(&rows("Requirements without an answer"));
    assert_eq!(low.0 + sum(&rows("Gaps")) + open, 1000);
    assert_eq!(paper.figure_before(" not answered = 100").map_or(0, |open| open.0), open);
    let verdict = select(&document, "span.verdict")[0];
    let reasons = words(verdict.parent().and_then(ElementRef::wrap).unwrap());
    let (word, reasons) = (words(verdict), reasons.strip_prefix(&words(verdict)).unwrap().to_owned());
    Paper::of(&format!(". {word}:{reasons} ")).verdict_agrees(Some((low, high)), ". ");
    for row in select(&document, "table.areas tbody tr") {
        is_a_bar(row);
    }
}

/// The bar of an area is as long as its figures: in hundredths of a percent.
fn is_a_bar(row: ElementRef<'_>) {
    let words = words(row);
    let at = words.split(' ').position(|word| figure(word).is_some()).unwrap();
    let (low, high) = range(&words.split(' ').skip(at).collect::<Vec<_>>().join(" ")).unwrap();
    let long = |class: &str| {
        let bar = row.select(&Selector::parse(&format!("rect.{class}")).unwrap()).next()?;
        let width = bar.value().attr("width").unwrap().trim_end_matches('%').parse::<f64>().unwrap();
        #[expect(clippy::cast_possible_truncation, reason = "at most 10000")]
        Some((width * 100.0).round() as i64)
    };
    assert_eq!(long("reached").unwrap_or(0), low.0 * 10, "{words}");
    assert_eq!(long("open").unwrap_or(0), (high.0 - low.0) * 10, "{words}");
}

/// The words for who cannot see a drawing say the same as the numbers in it.
pub(super) fn is_a_drawing(svg: &str) {
    let document = Html::parse_fragment(svg);
    let described = words(select(&document, "desc")[0]);
    for number in select(&document, "text.number").into_iter().map(words) {
        assert!(described.contains(&number), "{number}: {described}");
    }
}
