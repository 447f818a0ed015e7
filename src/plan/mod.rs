//! Floor 4.
mod order;
