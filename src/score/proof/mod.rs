//! The proof that every score gets a band and that every band is reached, with an example where
//! that fails.
//!
//! It is exact. The points of a dimension are any whole number in its range, whatever the others
//! are; the points of a statement that a condition names are one part of its dimension's, the rest
//! another. The percents of an audit are those that some division of a total gives. Conditions
//! become formulas over comparisons of sums (`formula`), and a search (`search`) finds numbers
//! that make them true or shows that there are none.

mod budget;
mod case;
mod cut;
mod finding;
mod formula;
mod linear;
mod prove;
mod search;
mod space;
mod unknowns;

pub use cut::cut_score;
pub use finding::{Finding, Score};
pub use prove::prove;
