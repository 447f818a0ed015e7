//! Sheets, and what is asked of a group or of all areas at once, as a person meets them.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use crate::seat::Seat;
use crate::support::House;

const USUAL: (u16, u16) = (80, 24);
const SMALL: [&str; 8] =
    ["assess", "--all", "--rubric", "small-rubric.toml", "--on", "2026-11-22", "--target", "junior"];
const ESC: &str = "\u{1b}";
const CTRL_C: &str = "\u{3}";
const DOWN: &str = "\u{1b}[B";

fn house() -> House {
    let house = House::new();
    house.sample("small-rubric.toml");
    house
}

/// Before the first sheet, past what the words mean.
fn by_sheet(house: &House, size: (u16, u16)) -> Seat<'_> {
    let mut seat = Seat::take(house, &[SMALL.as_slice(), &["--sheet"]].concat(), size);
    past_words(&mut seat);
    seat
}

fn past_words(seat: &mut Seat<'_>) {
    loop {
        let page =
            |screen: &vt100::Screen| screen.contents().trim_end().ends_with(['…', ']']) || screen.size().0.get() < 8;
        let screen = seat.look("a screen", |screen| !screen.contents().is_empty() && page(screen));
        if !["to the sheet]", "to the she…", "[page", "[Enter:…"].iter().any(|foot| screen.contains(foot)) {
            return;
        }
        seat.press("\r");
        seat.look("the next screen", |next| next.contents() != screen);
    }
}

/// SQL 3, Indexes 2, Git 2, Python 2, the other languages 0.
fn answered(house: &House) {
    let file = "rubric = \"small-rubric.toml\"\ntarget = \"junior\"\non = 2026-08-01\n[ratings]\nsql = 3\n\
                indexes = 2\ngit = { level = 2, evidence = \"https://example.org/pr/1\" }\npython = 2\nrust = 0\ngolang = 0\n";
    let _ = house.run(&["assess", "--answers", house.file("answers.toml", file)]).exits(0);
}

#[test]
fn one_key_an_answer() {
    let house = house();
    let mut seat = by_sheet(&house, USUAL);
    seat.see(&["Data", "> SQL", "0-5: answer"]);
    seat.press("\r");
    seat.see(&["> SQL", "2 of 2 not answered: press 0-5, or s to skip; Enter again goes on"]);
    seat.press("3");
    seat.see(&["> Indexes", "1 of 6 · saved"]);
    seat.press("x");
    seat.see(&["`x` does nothing here; ? shows the keys"]);
    seat.press(" ");
    seat.see(&["there is no answer from last time"]);
    seat.press("ga2");
    insta::assert_snapshot!(seat.see(&["2 of 6", "2 Guided (guess)", "arrows: change one"]), @r"
    Data                                               area 1 of 2 · 2 of 6 · saved

      SQL       3 Independent
      Indexes   2 Guided (guess) (only with AI)

    [Enter: on to Making, 4 skills · arrows: change one · r: review · ?: all keys]
    ");
    seat.press("?");
    seat.see(&["Indexes", "space   the same as last time", "q       stop"]);
    seat.press("b");
    seat.see(&["Enter: on to Making"]);
    seat.press("\r");
    seat.see(&["Which of these have you used?"]);
    seat.press("1");
    seat.go_on();
    seat.see(&["Not ticked: Rust, Go."]);
    seat.press("\r");
    seat.see(&["press 0 to rate them 0, s to skip them"]);
    seat.press("0");
    seat.see(&["Making", "> Git", "Python", "Rust      0 None"]);
    seat.press("sn");
    // What a list settled is not come to, and no key changes it by itself.
    seat.see(&["Git       skipped", "Python    does not apply", "arrows: change one"]);
    seat.press("2");
    seat.see(&["move to an answer with the arrows first", "Rust      0 None"]);
    seat.press("k");
    seat.see(&["> Python"]);
    seat.press("4");
    seat.see(&["Python    4 Strong", "6 of 6"]);
    seat.press("b");
    seat.see(&["What about the ones you did not tick?", "Not ticked"]);
    seat.press("0");
    seat.see(&["Python    4 Strong", "6 of 6"]);
    seat.press("\r");
    seat.see(&["Review", "skipped: Git", "2  Making  3 rated 0 to 4, 1 skipped"]);
    seat.press("w");
    seat.see(&["d  Done", "Read the whole report"]);
    seat.press("d");
    seat.exits(0);
    seat.is_as_before();
    let saved = &house.assessments()[0];
    assert!(
        saved.contains("indexes = { level = 2, on = 2026-11-22, confidence = \"guess\", help = \"ai\" }"),
        "{saved}"
    );
    assert!(saved.contains("python = { level = 4") && !saved.contains("git ="), "{saved}");
}

#[test]
fn an_answer_leads_past_what_was_not_ticked() {
    let house = House::new();
    let mut seat = Seat::take(&house, &["assess", "--target", "junior", "--area", "programming", "--sheet"], USUAL);
    seat.see(&["Backend language", "Which of these have you used?"]);
    seat.press("1");
    seat.go_on();
    seat.see(&["What about the ones you did not tick?"]);
    seat.press("0");
    seat.see(&["to the sheet]"]);
    seat.press("\r");
    seat.see(&["> Java ", "  Python                    0 None", " more below\n"]);
    seat.press("2");
    seat.see(&["> Programming basics", " more above\n"]);
    // The arrows still lead there.
    seat.press("k");
    seat.see(&["> Another backend language"]);
}

#[test]
fn a_sheet_fits_the_terminal() {
    for size in [(80, 24), (120, 40), (44, 24), (80, 16), (20, 8), (10, 4)] {
        let house = house();
        answered(&house);
        let mut seat = by_sheet(&house, size);
        if size.1 >= 16 {
            let sheet = seat.look("a sheet", |screen| {
                let text = screen.contents();
                text.contains("> SQL") && text.trim_end().ends_with([']', '…'])
            });
            insta::assert_snapshot!(format!("sheet-{}x{}", size.0, size.1), sheet);
        }
        seat.look("a sheet", |screen| screen.contents().contains("Data"));
        seat.press("1");
        seat.see(&["Is"]);
        assert!(house.draft("small").unwrap().contains("sql = { level = 1"));
        seat.press(CTRL_C);
        seat.exits(130);
        seat.is_as_before();
    }
}

#[test]
fn a_sheet_keeps_what_was_said_last_time() {
    let house = house();
    answered(&house);
    let mut seat = by_sheet(&house, USUAL);
    seat.see(&["> SQL", "last time 3 Independent"]);
    seat.press(" ");
    seat.see(&["SQL       3 Independent  as last time", "> Indexes"]);
    seat.press("q");
    seat.exits(0);
    seat.see(&["1 answer is kept as a draft"]);
    let mut seat = Seat::take(&house, &["assess", "--all"], USUAL);
    past_words(&mut seat);
    seat.see(&["SQL       3 Independent  as last time", "> Indexes"]);
    seat.press("r");
    seat.see(&["Review", "1 of 6 skills"]);
    seat.press("2");
    seat.see(&["Making", "Git", "last time 2 Guided, evidence"]);
    seat.press("\r");
    seat.see(&["Review"]);
    seat.press("w");
    seat.see(&["d  Done", "Read the whole report"]);
    seat.press("d");
    seat.exits(0);
    // What was not touched keeps its day.
    let saved = &house.assessments()[1];
    assert!(saved.contains("sql = { level = 3, on = 2026-11-22 }"), "{saved}");
    assert!(saved.contains("indexes = { level = 2, on = 2026-08-01 }"), "{saved}");
}

#[test]
fn looking_back_changes_nothing_by_accident() {
    let house = house();
    let mut seat = Seat::take(&house, &SMALL, USUAL);
    for skill in ["SQL", "Indexes", "Git"] {
        seat.asked(skill);
        seat.press("2");
    }
    seat.see(&["Which of these have you used?"]);
    seat.press(" ");
    seat.go_on();
    seat.see(&["What about the ones you did not tick?"]);
    seat.press("0");
    seat.asked("Python");
    seat.press("2");
    seat.see(&["Making: done", "Enter: to the review"]);
    seat.press("4");
    seat.see(&["move to an answer with the arrows first", "Git       2 Guided"]);
    seat.press(DOWN);
    seat.see(&["> Git       2 Guided"]);
    seat.press("4");
    seat.see(&["  Git       4 Strong", "  Python"]);
    seat.press("b");
    seat.asked("Python");
    seat.press(ESC);
    seat.see(&["What about the ones you did not tick?"]);
    seat.press(CTRL_C);
    seat.exits(130);
}

#[test]
fn areas_that_were_never_touched_are_not_asked() {
    let house = House::new();
    let mut seat = Seat::take(&house, &["assess", "--all", "--target", "junior"], USUAL);
    let gate = seat.see(&["Which of these have you worked in at all?", "[x] Architecture", "Space or its key: tick"]);
    // Nobody is asked whether they ever touched what is essential, or other people.
    for area in ["Programming", "Databases", "Teamwork", "Leadership"] {
        assert!(!gate.contains(area), "{gate}");
    }
    seat.press("7");
    seat.go_on();
    seat.see(&["Not ticked: ", "What about the ones you did not tick?"]);
    seat.press("0");
    seat.see(&["Backend language", "Which of these have you used?"]);
    let draft = house.draft("backend-developer").unwrap();
    assert!(draft.contains("untouched = [\"cloud\"]") && draft.contains("aws = { level = 0"), "{draft}");
    // Back, and ticked after all.
    seat.press(ESC);
    seat.see(&["What about the ones you did not tick?"]);
    seat.press("b");
    seat.see(&["[ ] Cloud"]);
    seat.press("7");
    seat.go_on();
    seat.see(&["Backend language"]);
    let draft = house.draft("backend-developer").unwrap();
    assert!(draft.contains("untouched = []") && !draft.contains("aws ="), "{draft}");
}

#[test]
fn frameworks_of_other_languages_are_not_offered() {
    let house = House::new();
    let mut seat =
        Seat::take(&house, &["assess", "--target", "junior", "--area", "programming", "--area", "frameworks"], USUAL);
    seat.see(&["Backend language"]);
    seat.press("2");
    seat.go_on();
    seat.see(&["What about the ones you did not tick?"]);
    seat.press("0");
    seat.see(&["[Enter: to the question]"]);
    seat.press("\r");
    for skill in
        ["Python", "Programming basics", "Reading code", "Algorithms", "Code quality", "Debugging", "Data correctness"]
    {
        seat.asked(skill);
        seat.press("2");
    }
    seat.see(&["Programming: done"]);
    seat.press("\r");
    let offered = seat.see(&["Web framework", "Which of these have you used?", "Django", "Space or its key: tick"]);
    assert!(!offered.contains("Spring") && !offered.contains("Express"), "{offered}");
    seat.press("0");
    seat.see(&["Not offered, because they build on what you did not choose:", "Spring Boot", "a  Offer all"]);
    seat.press("a");
    seat.see(&["[ ] Spring Boot", "[ ] Django"]);
    seat.press("1");
    seat.go_on();
    seat.see(&["What about the ones you did not tick?"]);
    seat.press("0");
    seat.asked("Spring Boot");
    seat.press(CTRL_C);
    seat.exits(130);
}

#[test]
fn a_screen_follows_the_size_of_the_terminal() {
    let house = house();
    let mut seat = by_sheet(&house, USUAL);
    seat.see(&["> SQL"]);
    seat.resize((44, 16));
    seat.look("a narrow sheet", |screen| {
        let text = screen.contents();
        text.contains("> SQL") && text.lines().all(|line| line.chars().count() <= 44) && text.contains("[0-5: answer")
    });
    seat.press("3");
    seat.see(&["> Indexes"]);
    seat.press("r");
    seat.see(&["Review"]);
    seat.resize(USUAL);
    seat.press("a");
    seat.asked("Indexes");
}

/// Every prompt that there is, and what leads from it to the next.
const WAY: [(&str, &str); 11] = [
    ("1 of 6", "3"),
    ("2 of 6", "1"),
    ("3 of 6", "c"),
    ("What would you like to add", "e"),
    ("What shows it?", "a link\r"),
    ("Evidence: a link", "2"),
    ("Which of these have you used?", " "),
    ("[x] Python", "\r"),
    ("again goes on", "\r"),
    ("What about the ones you did not tick?", "0"),
    ("4 of 6", "2"),
];

#[test]
fn every_prompt_can_be_left_in_any_way() {
    for ending in ["KILL", "TERM", "HUP", "close"] {
        for stop in 0..=WAY.len() {
            let house = house();
            let mut seat = Seat::take(&house, &SMALL, USUAL);
            let mut replies = 0;
            for (sign, keys) in &WAY[..stop] {
                seat.see(&[sign]);
                let before = house.draft("small");
                seat.press(keys);
                replies += usize::from(keys.len() == 2 && before.is_some());
            }
            let sign = WAY.get(stop).map_or("Making: done", |(sign, _)| *sign);
            seat.see(&[sign]);
            let draft = house.draft("small");
            match ending {
                "close" => drop(seat),
                signal => {
                    seat.signal(signal);
                    seat.ends();
                    if signal != "KILL" {
                        seat.is_as_before();
                    }
                }
            }
            // All that was on disk when the question appeared is there, and the next run stands where this one did.
            assert_eq!(house.draft("small"), draft, "{ending} at {sign:?} after {replies}");
            let again = Seat::take(&house, &["assess", "--rubric", "small-rubric.toml"], USUAL);
            let same = match sign {
                "What would you like to add" | "What shows it?" | "Evidence: a link" => "3 of 6",
                "[x] Python" | "again goes on" | "What about the ones you did not tick?" => {
                    "Which of these have you used?"
                }
                sign => sign,
            };
            again.see(&[same]);
        }
    }
}

#[test]
fn a_list_to_tick_says_what_its_keys_do() {
    for (size, help) in [
        (USUAL, "[Space or its key: tick · Enter: go on · 0: none of them · b: back ·"),
        ((44, 24), "[Space or its key: tick · Enter: go on ·"),
    ] {
        let house = House::new();
        let seat = Seat::take(&house, &["assess", "--all", "--target", "junior"], size);
        seat.see(&["[x] APIs", help]);
    }
}

#[test]
fn the_keys_of_a_sheet_are_told_on_small_screens() {
    for size in [(44, 24), (80, 16)] {
        let house = house();
        let mut seat = by_sheet(&house, size);
        seat.see(&["> SQL", "[0-5: answer · ", "?: all keys]"]);
        seat.press("?");
        seat.see(&["0-5     answer", "space   the same", "q       stop"]);
        seat.press("\r");
        seat.see(&["I set the rules by which"]);
        seat.press("\u{1b}");
        seat.see(&["> SQL", "[0-5: answer"]);
    }
}

#[test]
fn evidence_has_a_screen_of_its_own() {
    let house = house();
    let mut seat = by_sheet(&house, USUAL);
    seat.see(&["> SQL"]);
    seat.press("9");
    seat.see(&["`9` does nothing here"]);
    seat.press("c");
    let asked = seat.see(&["SQL", "What shows it?", "Esc goes back]"]);
    assert!(!asked.contains("does nothing") && !asked.contains("Indexes"), "{asked}");
    seat.press(ESC);
    let sheet = seat.see(&["> SQL", "0-5: answer"]);
    assert!(!sheet.contains("does nothing"), "{sheet}");
}
