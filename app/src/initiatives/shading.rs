//! How dark a municipality is drawn: counts put into at most six classes with limits that can be read in the legend.

/// The classes of a choropleth. Class 0 is "none"; classes 1 and up have the limits of the legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shading {
    /// Per class from 1 up: smallest and largest count, both included, ascending and without gaps that hold a count.
    limits: Vec<(u32, u32)>,
}

/// The darkest class.
pub const MOST_CLASSES: usize = 6;

impl Shading {
    /// Classes for these counts per municipality. Up to six different counts each get a class of their own; more are split
    /// so that every class holds about as many municipalities, and equal counts never fall into different classes.
    #[must_use]
    pub fn of(counts: &[u32]) -> Self {
        let mut present: Vec<u32> = counts.iter().copied().filter(|&count| count > 0).collect();
        present.sort_unstable();
        let mut distinct = present.clone();
        distinct.dedup();
        if distinct.len() <= MOST_CLASSES {
            return Self { limits: distinct.into_iter().map(|count| (count, count)).collect() };
        }
        let mut limits: Vec<(u32, u32)> = Vec::with_capacity(MOST_CLASSES);
        let mut start = 0;
        for class in 1..=MOST_CLASSES {
            if start >= present.len() {
                break;
            }
            let remaining_classes = MOST_CLASSES - class + 1;
            let target = start + (present.len() - start).div_ceil(remaining_classes);
            let upper = present[target.min(present.len()) - 1];
            let end = present.partition_point(|&count| count <= upper);
            limits.push((present[start], upper));
            start = end;
        }
        Self { limits }
    }

    /// The class of a count, 0 for none, at most [`MOST_CLASSES`].
    #[must_use]
    pub fn class(&self, count: u32) -> u8 {
        if count == 0 {
            return 0;
        }
        let below = self.limits.iter().take_while(|(_, upper)| *upper < count).count();
        u8::try_from(self.spread(below)).unwrap_or(u8::MAX)
    }

    /// What the legend shows: class, smallest and largest count.
    pub fn legend(&self) -> impl Iterator<Item = (u8, u32, u32)> + '_ {
        self.limits
            .iter()
            .enumerate()
            .map(|(position, &(lower, upper))| (u8::try_from(self.spread(position)).unwrap_or(u8::MAX), lower, upper))
    }

    /// Few classes use the whole scale, so that the difference between one and two can be seen.
    fn spread(&self, position: usize) -> usize {
        let last = self.limits.len().saturating_sub(1);
        let position = position.min(last);
        (position * (MOST_CLASSES - 1)).checked_div(last).map_or(3, |step| 1 + step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_few_different_counts_each_have_a_class() {
        let shading = Shading::of(&[0, 0, 1, 1, 2, 7]);
        assert_eq!(shading.legend().collect::<Vec<_>>(), [(1, 1, 1), (3, 2, 2), (6, 7, 7)]);
        assert_eq!(shading.class(0), 0);
    }

    #[test]
    fn no_initiative_at_all_gives_an_empty_legend() {
        assert_eq!(Shading::of(&[0, 0]).legend().count(), 0);
        assert_eq!(Shading::of(&[]).class(0), 0);
    }

    proptest! {
        #[test]
        fn every_count_falls_into_the_class_whose_limits_hold_it(counts in prop::collection::vec(0u32..500, 0..400)) {
            let shading = Shading::of(&counts);
            let legend: Vec<_> = shading.legend().collect();
            prop_assert!(legend.len() <= MOST_CLASSES);
            prop_assert!(legend.windows(2).all(|pair| pair[0].2 < pair[1].1 && pair[0].0 < pair[1].0));
            for &count in counts.iter().filter(|&&count| count > 0) {
                let class = shading.class(count);
                prop_assert!(legend.iter().any(|&(c, lower, upper)| c == class && (lower..=upper).contains(&count)));
            }
        }
    }
}
