//! Ticks in a Markdown plan, read back.

/// The ids of the steps whose boxes are ticked: list items such as `- [x] … <!-- skillgap:sql@3 -->`, in their order.
/// Anything else in the text is the person's own and passed over.
pub fn ticked_in(markdown: &str) -> impl Iterator<Item = &str> {
    markdown.lines().filter_map(|line| {
        let item = line.trim_start().strip_prefix(['-', '*', '+'])?.trim_start();
        let ticked = item.strip_prefix("[x]").or_else(|| item.strip_prefix("[X]"))?;
        let (_, mark) = ticked.rsplit_once("<!-- skillgap:")?;
        let (id, _) = mark.split_once("-->")?;
        Some(id.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ticked_boxes_with_a_mark_count() {
        let text = "- [x] Read a plan <!-- skillgap:sql@3 -->\n- [ ] Not yet <!-- skillgap:go@1 -->\n\
                    * [X] Mine\n  + [X] Nested, <!-- note --> and done <!-- skillgap:git@2 -->\n[x] <!-- skillgap:no@1 -->\n";
        assert_eq!(ticked_in(text).collect::<Vec<_>>(), ["sql@3", "git@2"]);
    }
}
