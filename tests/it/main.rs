//! The tests of the whole: one binary, a module a file.

mod architecture;
mod bad_input;
mod contract;
mod documents;
mod help;
mod properties;
mod questionnaire;
mod report;
mod rubric_errors;
mod rubric_properties;
mod rubrics;
mod schema;
mod seat;
mod story;
mod support;
mod template;
