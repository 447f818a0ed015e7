//! The least that any cover costs, by a price on the weight.
//!
//! What is missing of the wanted weight may be bought at a price, and what is beyond it is paid back. Whatever the price
//! is, the cheapest closed set then costs no more than the best cover, and it is found by a minimum cut. The more
//! expensive the weight is, the more of it the cheapest set has; the best price is where it changes from too little to
//! enough.

use fixedbitset::FixedBitSet;

use super::super::order::Splitter;
use super::{BITS, Problem, bits};

/// Costs and prices are multiplied by a power of 2, so that whole numbers are fine enough.
#[derive(Debug)]
pub(super) struct Pricer<'p> {
    problem: &'p Problem,
    /// What each job costs.
    pub(super) cost: &'p [i128],
    splitter: Splitter<'p>,
    shift: u32,
    /// At a higher price numbers would get too large.
    most: i128,
    /// How many jobs all cuts had together.
    pub(super) work: usize,
}

/// Part of a problem: the rest is settled.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) jobs: Vec<usize>,
    /// What their weights have to sum to, above 0 and at most what they do.
    pub(super) wanted: i128,
    /// The weight of each job, as far as it counts: none counts for more than is wanted.
    weight: Vec<i128>,
    /// What all of them cost, and weigh as far as it counts.
    all: Line,
    /// What is settled costs so much.
    base: i128,
}

/// What a set costs and weighs: what it costs at any price lies on a straight line.
#[derive(Clone, Copy, Debug)]
struct Line {
    cost: i128,
    weight: i128,
}

/// What is known at the best price found.
#[derive(Debug)]
pub(super) struct Priced {
    /// No cover costs less, times the power of 2.
    pub(super) bound: i128,
    /// What it costs more at least, times the power of 2, to take each of the open jobs (below 0, turned round) or to leave
    /// it (above 0). That of several jobs may be added up.
    pub(super) left: Vec<i128>,
    pub(super) hint: Hint,
}

/// Where the best price lay, from which to look for it once more is settled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Hint {
    price: i128,
    /// The closed sets on both sides of it: one worth too little, one worth enough.
    pub(super) under: FixedBitSet,
    pub(super) over: FixedBitSet,
}

/// The sets between which the best price lies.
#[derive(Debug)]
struct Sides {
    under: (FixedBitSet, Line),
    over: (FixedBitSet, Line),
    /// Whether each of them is more than nothing or less than everything.
    narrowed: [bool; 2],
}

impl Sides {
    const fn is_narrow(&self) -> bool {
        self.narrowed[0] && self.narrowed[1]
    }
}

/// What is known at one price.
#[derive(Debug)]
struct Cut {
    /// As in [`Priced`].
    bound: i128,
    left: Vec<i128>,
    /// The cheapest set.
    set: FixedBitSet,
}

impl<'p> Pricer<'p> {
    pub(super) fn new(problem: &'p Problem, cost: &'p [i128]) -> Self {
        let weight = problem.graph.weight.iter().sum::<i128>();
        Self {
            problem,
            cost,
            splitter: Splitter::new(&problem.graph),
            shift: BITS.saturating_sub(bits(cost.iter().sum())),
            most: (i128::MAX >> 2) / weight.max(1),
            work: 0,
        }
    }

    /// A cost in the scale of bounds.
    pub(super) const fn scaled(&self, cost: i128) -> i128 {
        cost << self.shift
    }

    /// The least whole cost that is not below a bound.
    pub(super) const fn unscaled(&self, bound: i128) -> i128 {
        -(-bound >> self.shift)
    }

    /// What is open of a problem if some jobs are taken and others left; none if that leaves too little.
    pub(super) fn open(&self, taken: &FixedBitSet, left: &FixedBitSet) -> Option<Open> {
        let weight = &self.problem.graph.weight;
        let wanted = self.problem.wanted - super::sum(weight, taken);
        let jobs: Vec<_> = (0..self.problem.len()).filter(|&job| !taken.contains(job) && !left.contains(job)).collect();
        if jobs.iter().map(|&job| weight[job]).sum::<i128>() < wanted {
            return None;
        }
        let mut all = Line { cost: 0, weight: 0 };
        let weight: Vec<_> = weight.iter().map(|weight| *weight.min(&wanted)).collect();
        for &job in &jobs {
            all.cost += self.cost[job];
            all.weight += weight[job];
        }
        Some(Open { jobs, wanted, weight, all, base: super::sum(self.cost, taken) })
    }

    /// Looks for the best price, from where it may be, until the bound is above a limit.
    pub(super) fn price(&mut self, open: &Open, hint: Option<Hint>, limit: i128) -> Priced {
        /// After so many cuts little is gained.
        const CUTS: usize = 16;
        let mut sides = self.sides(open);
        let mut price = self.between(&sides);
        if let Some(Hint { price: known, under, over }) = hint {
            let inside: FixedBitSet = open.jobs.iter().copied().collect();
            for mut set in [under, over] {
                set.intersect_with(&inside);
                self.narrow(open, &mut sides, set);
            }
            price = if sides.is_narrow() { self.between(&sides) } else { known };
        }
        let (mut best, mut bound, mut left) = (price, i128::MIN, Vec::new());
        for _ in 0..CUTS {
            let cut = self.cut(open, price);
            if cut.bound > bound {
                (best, bound, left) = (price, cut.bound, cut.left);
            }
            self.narrow(open, &mut sides, cut.set);
            let next = self.between(&sides);
            if next == price || bound > limit {
                break;
            }
            price = next;
        }
        Priced { bound, left, hint: Hint { price: best, under: sides.under.0, over: sides.over.0 } }
    }

    /// Nothing and everything.
    fn sides(&self, open: &Open) -> Sides {
        let under = FixedBitSet::with_capacity(self.problem.len());
        let mut over = under.clone();
        over.extend(open.jobs.iter().copied());
        Sides { under: (under, Line { cost: 0, weight: 0 }), over: (over, open.all), narrowed: [false; 2] }
    }

    /// Puts a closed set in the place of the one on its side.
    fn narrow(&self, open: &Open, sides: &mut Sides, set: FixedBitSet) {
        let line = Line { cost: super::sum(self.cost, &set), weight: super::sum(&open.weight, &set) };
        let is_over = line.weight >= open.wanted;
        *(if is_over { &mut sides.over } else { &mut sides.under }) = (set, line);
        sides.narrowed[usize::from(is_over)] = true;
    }

    /// The price at which two sets cost the same.
    fn between(&self, Sides { under: (_, under), over: (_, over), .. }: &Sides) -> i128 {
        (self.scaled(over.cost - under.cost) / (over.weight - under.weight).max(1)).min(self.most)
    }

    fn cut(&mut self, open: &Open, price: i128) -> Cut {
        self.work += open.jobs.len();
        let (cost, shift) = (self.cost, self.shift);
        let value = |job: usize| open.weight[job] * price - (cost[job] << shift);
        let mut left = Vec::with_capacity(open.jobs.len());
        let mut set = FixedBitSet::with_capacity(self.problem.len());
        let mut worth = 0;
        for (&job, (is_in, value)) in open.jobs.iter().zip(self.splitter.most(&open.jobs, value)) {
            left.push(value);
            worth += value.max(0);
            set.set(job, is_in);
        }
        Cut { bound: self.scaled(open.base) + open.wanted * price - worth, left, set }
    }
}
