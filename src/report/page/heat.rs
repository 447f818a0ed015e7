//! Every skill with its level in colour and as a number.

use maud::{Markup, html};

use super::super::markup::{heard, link};
use super::{Heat, HeatRow, PageReport, Shade};

pub(super) fn heat(page: &PageReport) -> Markup {
    html! {
        (legend(page))
        div.heat { @for heat in &page.heat { (area(heat)) } }
    }
}

fn legend(page: &PageReport) -> Markup {
    html! {
        dl.scale {
            @for row in &page.scale {
                div {
                    dt { span class={ "level tint-" (row.tint) } { (row.level) } " " (row.name) }
                    @if let Some(meaning) = &row.meaning { dd { (meaning) } }
                }
            }
        }
        p.note {
            span.level.open { "?" } " is not answered, with the levels that other answers leave open. "
            strong.short { "↑" } " is asked above what you have. "
            "In brackets is what is asked of one of several: another may do instead."
        }
    }
}

fn area(heat: &Heat) -> Markup {
    html! {
        table {
            caption { (heat.area.title) }
            thead {
                tr {
                    th scope="col" { "Skill" }
                    th.number scope="col" { "You" }
                    th.number scope="col" { "Asked" }
                }
            }
            tbody { @for skill in &heat.skills { (row(skill)) } }
        }
    }
}

fn row(row: &HeatRow) -> Markup {
    html! {
        tr {
            th scope="row" {
                (row.name.title)
                @if !row.evidence.is_empty() {
                    span.evidence { (link(&row.evidence, Some(&row.evidence))) }
                }
            }
            td.number { (shade(&row.shade)) }
            td.number {
                @match row.asked {
                    None => { (nothing("not asked")) },
                    Some(asked) if asked.is_choice => { "(" (asked.level) ")" },
                    Some(asked) if row.is_short() => {
                        strong.short { span aria-hidden="true" { "↑ " } (asked.level) (heard(" above you")) }
                    },
                    Some(asked) => { (asked.level) },
                }
            }
        }
    }
}

/// A dash to look at, words to hear.
fn nothing(words: &str) -> Markup {
    html! { span.none aria-hidden="true" { "–" } (heard(words)) }
}

fn shade(shade: &Shade) -> Markup {
    html! {
        @match shade {
            Shade::Rated { level, name, tint } => {
                span class={ "level tint-" (tint) } { (level) (heard(&format!(" {name}"))) }
            },
            Shade::Unanswered(None) => { span.level.open { "?" (heard(" not answered")) } },
            Shade::Unanswered(Some(bounds)) => {
                span.level.open { (bounds.replace(" to ", "–")) "?" (heard(&format!(" not answered, {bounds}"))) }
            },
            Shade::NotApplicable => { span.level.none { "n/a" (heard(" not applicable")) } },
            Shade::Beside => { (nothing("not answered")) },
        }
    }
}
