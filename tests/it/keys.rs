//! What a person never meant: at every prompt of the questionnaire, on a pseudo-terminal, keys that are held, letters with
//! Ctrl, arrows that a slow line parts, answers of the terminal that come late, pastes, Enter without end, other sizes.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::thread;
use std::time::Duration;

use crate::seat::Seat;
use crate::support::{House, SKILLGAP};

const USUAL: (u16, u16) = (80, 24);
const SIZES: [(u16, u16); 4] = [(44, 24), (80, 16), (80, 24), (120, 40)];
const ESC: &str = "\u{1b}";

/// A prompt: the command that leads to it, the keys and what is on the screen before each, and what is on it then.
type Prompt = (&'static str, &'static [(&'static str, &'static str)], &'static str);

const SMALL: &str = "assess --all --rubric small-rubric.toml --on 2026-11-22 --target junior";
const SHEET: &str = "assess --all --rubric small-rubric.toml --on 2026-11-22 --target junior --sheet";

/// All prompts; past the first card what the words mean was shown.
const PROMPTS: [Prompt; 13] = [
    ("assess --rubric small-rubric.toml", &[], "Which role"),
    ("assess --full --target junior", &[], "worked in at all?"),
    (SMALL, &[], "Choose the highest"),
    (SMALL, &[("1 of 6", "?")], "page 1 of"),
    (SMALL, &[("1 of 6", "c")], "What would you like to add"),
    (SMALL, &[("1 of 6", "c"), ("like to add", "e")], "What shows it?"),
    (SMALL, &[("1 of 6", "2"), ("2 of 6", "2"), ("3 of 6", "3")], "Which of these have you used?"),
    (SMALL, &UNUSED, "What about the ones"),
    (SMALL, &BACK, "Making: done"),
    (SMALL, &[("1 of 6", "r")], "What next?"),
    (SHEET, &[("to the sheet]", "\r")], "> SQL"),
    ("edit", &[], "Which answer do you want"),
    ("edit git", &[], "Choose the highest"),
];

const UNUSED: [(&str, &str); 6] = [
    ("1 of 6", "2"),
    ("2 of 6", "2"),
    ("3 of 6", "3"),
    ("have you used?", "1"),
    ("[x] Python", "\r"),
    ("again goes on", "\r"),
];

const BACK: [(&str, &str); 8] = [
    ("1 of 6", "2"),
    ("2 of 6", "1"),
    ("3 of 6", "3"),
    ("have you used?", "1"),
    ("[x] Python", "\r"),
    ("again goes on", "\r"),
    ("What about the ones", "0"),
    ("4 of 6", "2"),
];

fn house() -> House {
    let house = House::new();
    house.sample("small-rubric.toml");
    house
}

/// Seated before a prompt.
fn before(house: &House, (command, way, sign): Prompt, size: (u16, u16)) -> Seat<'_> {
    if command.starts_with("edit") {
        let file =
            "rubric = \"small-rubric.toml\"\ntarget = \"junior\"\non = 2026-08-01\n[ratings]\nsql = 3\ngit = 2\n";
        let _ = house.run(&["assess", "--answers", house.file("answers.toml", file)]).exits(0);
    }
    let mut seat = Seat::take(house, &command.split(' ').collect::<Vec<_>>(), size);
    for (before, keys) in way {
        seat.see(&[before]);
        seat.press(keys);
    }
    seat.see(&[sign]);
    seat
}

/// What the answers are: those of the draft, or what was saved.
fn answers(house: &House) -> String {
    let draft = house.draft("small").or_else(|| house.draft("backend-developer")).unwrap_or_default();
    let ratings = draft.split("[ratings]").nth(1).unwrap_or_default();
    format!("{ratings}\n{:?}", house.assessments())
}

/// Longer than a key or the rest of one is waited for.
const SETTLED: Duration = Duration::from_millis(700);

/// Checks at every prompt, side by side, that some keys change no answer and leave the prompt as it is.
fn nothing_comes_of(typed: impl Fn(&mut Seat<'_>) + Sync) {
    thread::scope(|scope| {
        for prompt in PROMPTS {
            let typed = &typed;
            scope.spawn(move || {
                let house = house();
                let mut seat = before(&house, prompt, USUAL);
                let answered = answers(&house);
                typed(&mut seat);
                thread::sleep(SETTLED);
                seat.see(&[prompt.2]);
                // It is really there: drawn anew for another size.
                seat.resize((100, 30));
                seat.see(&[prompt.2]);
                assert_eq!(answers(&house), answered, "{prompt:?}");
            });
        }
    });
}

#[test]
fn letters_with_ctrl_choose_nothing() {
    // Ctrl-C and Ctrl-D leave, and Ctrl-M is Enter; where one types, Ctrl-letters move and delete.
    let letters: String =
        ('\u{1}'..='\u{1a}').filter(|letter| !"\u{3}\u{4}\u{9}\u{a}\u{d}".contains(*letter)).collect();
    nothing_comes_of(|seat| seat.type_(&letters));
}

#[test]
fn late_answers_of_the_terminal_choose_nothing() {
    nothing_comes_of(|seat| {
        for answer in
            ["\u{1b}]11;rgb:1111/1111/1111\u{1b}\\", "\u{1b}P>|xterm(370)\u{1b}\\", "\u{1b}[24;80R", "\u{1b}[?62;22c"]
        {
            seat.type_(answer);
        }
    });
    // Parted by a slow line.
    nothing_comes_of(|seat| {
        for piece in [ESC, "[24;80R", ESC, "]11;rgb:1111/1111", "/1111\u{1b}\\"] {
            seat.type_(piece);
            thread::sleep(Duration::from_millis(60));
        }
    });
}

#[test]
fn a_paste_chooses_nothing() {
    nothing_comes_of(|seat| seat.type_("\u{1b}[200~2\r0 1\rq\u{1b}[201~"));
}

#[test]
fn a_pasted_text_is_one_text() {
    let house = house();
    let mut seat = before(&house, PROMPTS[5], USUAL);
    seat.type_("\u{1b}[200~https://example.org/1\nand more\u{1b}[201~");
    seat.see(&["What shows it? https://example.org/1 and more"]);
    seat.press("\r");
    seat.see(&["Evidence: https://example.org/1 and more"]);
}

#[test]
fn text_is_edited_as_in_a_shell() {
    let house = house();
    let mut seat = before(&house, PROMPTS[5], USUAL);
    for (keys, line) in [
        ("hello world", "hello world"),
        ("\u{1}X", "Xhello world"),
        ("\u{4}", "Xello world"),
        ("\u{5}\u{8}", "Xello worl"),
        ("\u{17}", "Xello"),
        ("\u{1}\u{1b}[C\u{b}", "X"),
        ("\u{15}", ""),
        ("again", "again"),
    ] {
        seat.type_(keys);
        let wanted = format!("What shows it? {line}");
        seat.look(line, |screen| screen.contents().lines().any(|shown| shown.trim_end() == wanted.trim_end()));
    }
    let mut seat = before(&house, PROMPTS[11], USUAL);
    seat.type_("qsl\u{1}\u{4}\u{5}\u{8}\u{8}");
    seat.type_("git\u{15}sql");
    seat.look("one skill", |screen| screen.contents().contains("> SQL") && !screen.contents().contains("Git"));
}

#[test]
fn a_held_key_is_one_key() {
    let held = |seat: &mut Seat<'_>, key: &str| {
        seat.type_(key);
        thread::sleep(Duration::from_millis(350));
        for _ in 0..25 {
            seat.type_(key);
            thread::sleep(Duration::from_millis(33));
        }
        thread::sleep(Duration::from_millis(200));
    };
    let count = |house: &House| answers(house).matches("level = ").count();
    let house = house();
    let mut seat = before(&house, PROMPTS[2], USUAL);
    held(&mut seat, "2");
    seat.asked("Indexes");
    assert_eq!(count(&house), 1);
    held(&mut seat, "\r");
    seat.asked("Indexes");
    held(&mut seat, "b");
    seat.asked("SQL");
    let house = self::house();
    let mut seat = before(&house, PROMPTS[10], USUAL);
    held(&mut seat, "2");
    seat.see(&["> Indexes"]);
    assert_eq!(count(&house), 1);
    let house = self::house();
    let mut seat = before(&house, PROMPTS[6], USUAL);
    held(&mut seat, " ");
    seat.see(&["[x] Python", "[ ] Rust"]);
}

#[test]
fn an_arrow_that_a_slow_line_parts_is_an_arrow() {
    for (prompt, sign) in [
        (PROMPTS[0], "> 2  Mid-level"),
        (PROMPTS[2], "> 0  None"),
        (PROMPTS[4], "> e  A link"),
        (PROMPTS[6], "> 2  [ ] Rust"),
        (PROMPTS[7], "> 0  Rate them 0"),
        (PROMPTS[9], "> q  Keep as a draft"),
        (PROMPTS[10], "> Indexes"),
    ] {
        let house = house();
        let mut seat = before(&house, prompt, USUAL);
        seat.type_(ESC);
        thread::sleep(Duration::from_millis(120));
        seat.type_("[B");
        seat.see(&[sign]);
    }
}

#[test]
fn every_prompt_follows_the_size_of_the_terminal() {
    thread::scope(|scope| {
        for prompt in PROMPTS {
            scope.spawn(move || {
                let house = house();
                let seat = before(&house, prompt, USUAL);
                for (columns, rows) in SIZES.into_iter().chain([(30, 12), USUAL]) {
                    // Its first word, as the rest may stand on another line.
                    let sign = prompt.2.split(' ').next().unwrap();
                    seat.resize((columns, rows));
                    seat.look(&format!("{prompt:?} at {columns}x{rows}"), |screen| {
                        let text = screen.contents();
                        text.contains(sign)
                            && text.trim_end().ends_with([']', '…'])
                            && text.lines().all(|line| line.chars().count() < columns.into())
                    });
                }
            });
        }
    });
}

#[test]
fn enter_without_end_rates_nothing_and_says_what_to_press() {
    let ways = ["assess", "assess --target junior --quick", "assess --target junior --area databases", SMALL, SHEET];
    let runs = SIZES.into_iter().flat_map(|size| ways.map(|way| (size, way)));
    // Side by side, because each of them waits for a person's hand.
    thread::scope(|scope| {
        for (size, way) in runs {
            scope.spawn(move || {
                let house = house();
                let mut seat = Seat::take(&house, &way.split(' ').collect::<Vec<_>>(), size);
                let mut shown = seat.look("a screen", |screen| screen.contents().trim_end().ends_with([']', '…']));
                let (mut pressed, mut same) = (0, 0);
                while same < 4 {
                    seat.press("\r");
                    pressed += 1;
                    thread::sleep(Duration::from_millis(400));
                    let now = seat.look("a screen", |screen| screen.contents().trim_end().ends_with([']', '…']));
                    same = if now == shown { same + 1 } else { 0 };
                    shown = now;
                    assert!(pressed < 80, "{way} at {size:?} never rests:\n{shown}");
                }
                seat.type_(&"\r".repeat(80 - pressed));
                let screen = seat.look("what to press", |screen| {
                    let text = screen.contents();
                    text.contains("press 0-5") || text.contains("Space ticks")
                });
                let answers = answers(&house);
                assert!(
                    !answers.contains("level") && !answers.contains("not-applicable"),
                    "{way}\n{answers}\n{screen}"
                );
            });
        }
    });
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_the_screen_comes_back() {
    let house = house();
    let mut seat = Seat::at_shell(&house, USUAL);
    seat.type_(&format!("{SKILLGAP} {SMALL}\n"));
    seat.asked("SQL");
    seat.type_("\u{1a}");
    seat.look("the shell", |screen| !screen.alternate_screen() && screen.contents().contains("Stopped"));
    seat.type_("echo here I am\n");
    seat.see(&["\nhere I am"]);
    seat.type_("fg\n");
    seat.look("the card", |screen| screen.alternate_screen() && screen.contents().contains("Choose the highest"));
    seat.press("2");
    seat.asked("Indexes");
    assert!(house.draft("small").unwrap().contains("sql = { level = 2"));
    // The same where one types.
    seat.press("c");
    seat.see(&["like to add"]);
    seat.press("e");
    seat.see(&["What shows it?"]);
    seat.type_("a link\u{1a}");
    seat.look("the shell", |screen| !screen.alternate_screen());
    seat.type_("fg\n");
    seat.see(&["What shows it? a link"]);
    seat.type_("\u{3}");
    seat.look("the shell", |screen| !screen.alternate_screen() && screen.contents().contains("stopped; "));
    seat.type_("exit\n");
    seat.ends();
}
