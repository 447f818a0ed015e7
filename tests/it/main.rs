//! The tests of the whole: one binary, a module a file.

mod properties;
mod questionnaire;
mod report;
mod rubric_errors;
mod rubric_properties;
mod rubrics;
mod seat;
mod support;
