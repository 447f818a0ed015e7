//! The plan as todo.txt: a task a line, with priority, days, project, context and the id of its step.

use jiff::civil::Date;

use super::{Done, PlanReport, Step, Urgency};

/// The plan as todo.txt: the steps in their order, then those that are done.
pub fn todotxt(report: &PlanReport) -> String {
    let created = report.revised();
    let steps = report.steps.iter().enumerate().map(|(at, step)| task(report, created, at, step));
    let done = report.done.iter().map(|done| completed(created, done));
    steps.chain(done).map(|line| line + "\n").collect()
}

fn task(report: &PlanReport, created: Date, at: usize, step: &Step) -> String {
    let priority = match report.urgency(at) {
        Urgency::High => 'A',
        Urgency::Medium => 'B',
        Urgency::Low => 'C',
    };
    let (text, area) = (plain(&step.task()), &step.area.id);
    format!("({priority}) {created} {text} +skillgap @{area} due:{} skillgap:{}", step.ends, step.id)
}

fn completed(created: Date, done: &Done) -> String {
    let (on, created) = (done.on, created.min(done.on));
    format!("x {on} {created} {} +skillgap skillgap:{}", plain(&done.title), done.id)
}

/// The words without what todo.txt would read as a project, a context or a key with a value. Addresses stay.
fn plain(text: &str) -> String {
    let word = |word: &str| {
        if word.starts_with(['+', '@']) {
            return format!("'{}", keyless(word));
        }
        keyless(word)
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn keyless(word: &str) -> String {
    match word.split_once(':') {
        Some((key, value)) if !key.is_empty() && !value.is_empty() && !value.starts_with("//") => {
            format!("{key}: {}", plain(value))
        }
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_nothing_to_todo_txt() {
        assert_eq!(plain("due:2020-01-01 +a @b C++ a@b pri:+x x: y"), "due: 2020-01-01 '+a '@b C++ a@b pri: '+x x: y");
        assert_eq!(plain("see https://example.org/a:b"), "see https://example.org/a:b");
    }
}
