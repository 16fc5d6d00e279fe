use proptest::prelude::*;

use super::*;

fn ring(points: &[(f64, f64)]) -> Ring {
    points.iter().chain(points.first()).map(|&(x, y)| Rd { x, y }).collect()
}

fn area(code: &str, group: &str, polygons: Vec<Vec<Ring>>) -> Area {
    Area { code: code.to_owned(), group: group.to_owned(), polygons }
}

/// Two by two squares of 100 m with wavy sides, the left pair in one province; an enclave in the last; and an island.
fn coverage() -> Vec<Area> {
    let wave = |a: (f64, f64), b: (f64, f64)| -> Vec<(f64, f64)> {
        // The same wave from both ends: neighbours must have the same vertices.
        let (low, high) = if a <= b { (a, b) } else { (b, a) };
        let (dx, dy) = (high.0 - low.0, high.1 - low.1);
        let mut line: Vec<_> = (0..20)
            .map(|i| {
                let (t, bend) = (f64::from(i) / 20.0, (f64::from(i) * 0.9).sin() * 3.0 * f64::from(i32::from(i > 0)));
                (low.0 + t * dx - bend * dy / 100.0, low.1 + t * dy + bend * dx / 100.0)
            })
            .collect();
        line.push(high);
        if a > b {
            line.reverse();
        }
        line.pop();
        line
    };
    let square = |x: f64, y: f64| {
        let corners = [(x, y), (x + 100.0, y), (x + 100.0, y + 100.0), (x, y + 100.0)];
        ring(&(0..4).flat_map(|i| wave(corners[i], corners[(i + 1) % 4])).collect::<Vec<_>>())
    };
    let enclave = ring(&[(140.0, 140.0), (160.0, 140.0), (161.0, 150.0), (160.0, 160.0), (140.0, 160.0)]);
    let island = ring(&[(500.0, 500.0), (501.0, 500.0), (501.0, 501.0), (500.0, 501.0)]);
    vec![
        area("A", "west", vec![vec![square(0.0, 0.0)], vec![island]]),
        area("B", "west", vec![vec![square(0.0, 100.0)]]),
        area("C", "east", vec![vec![square(100.0, 0.0)]]),
        area("D", "east", vec![vec![square(100.0, 100.0), enclave.clone()]]),
        area("E", "west", vec![vec![enclave]]),
    ]
}

/// Every edge of a map, undirected, with how many rings use it.
fn edges(areas: &[Area]) -> HashMap<[(i64, i64); 2], usize> {
    #[expect(clippy::cast_possible_truncation, reason = "small test coordinates")]
    let place = |p: Rd| ((p.x * 1000.0).round() as i64, (p.y * 1000.0).round() as i64);
    let mut edges = HashMap::new();
    for ring in areas.iter().flat_map(|area| area.polygons.iter().flatten()) {
        for pair in ring.windows(2) {
            let mut edge = [place(pair[0]), place(pair[1])];
            edge.sort_unstable();
            *edges.entry(edge).or_default() += 1;
        }
    }
    edges
}

fn surface(areas: &[Area]) -> f64 {
    areas.iter().map(|area| shape::surface(&area.polygons)).sum()
}

#[test]
fn without_a_threshold_everything_comes_back() {
    let areas = coverage();
    let back = Topology::build(&areas).expect("a valid map").simplified(0.0);
    assert_eq!(edges(&back.areas), edges(&areas));
    assert!(back.areas.iter().zip(&areas).all(|(a, b)| (a.code.as_str(), a.group.as_str()) == (&b.code, &b.group)));
}

#[test]
fn neighbours_keep_one_border_at_every_threshold() {
    let topology = Topology::build(&coverage()).expect("a valid map");
    let whole = surface(&topology.simplified(0.0).areas);
    for min_area in [1.0, 10.0, 100.0, 1e4, 1e9] {
        let map = topology.simplified(min_area);
        let outline: usize = map.outline.iter().map(|line| line.len() - 1).sum();
        let alone = edges(&map.areas).values().filter(|&&uses| uses == 1).count();
        assert_eq!(alone, outline, "edges of one area are exactly the outline at {min_area}");
        assert!(edges(&map.areas).values().all(|&uses| uses <= 2));
        // Beyond this even the corners of the block go, which are no junctions.
        assert!(min_area > 100.0 || (surface(&map.areas) - whole).abs() < whole * 0.1);
    }
}

#[test]
fn islands_and_enclaves_survive_the_coarsest_map() {
    let map = Topology::build(&coverage()).expect("a valid map").simplified(f64::MAX);
    for ring in map.areas.iter().flat_map(|area| area.polygons.iter().flatten()) {
        assert!(ring.len() >= 4 && ring.first() == ring.last());
        assert!(shape::area(ring).abs() > 0.0);
    }
    assert_eq!(map.areas[0].polygons.len(), 2);
    assert_eq!(map.areas[3].polygons[0].len(), 2);
}

#[test]
fn province_borders_and_outline_are_few_long_lines() {
    let map = Topology::build(&coverage()).expect("a valid map").simplified(10.0);
    // From south to north between the squares, and around the enclave of the other province.
    assert_eq!(map.group_borders.len(), 2);
    // Around the block, and around the island.
    assert_eq!(map.outline.len(), 2);
    assert!(map.outline.iter().all(|line| line.first() == line.last()));
}

#[test]
fn winding_does_not_matter() {
    let mut areas = coverage();
    let expected = Topology::build(&areas).expect("a valid map").simplified(10.0);
    for ring in areas.iter_mut().flat_map(|area| area.polygons.iter_mut().flatten()) {
        ring.reverse();
    }
    let turned = Topology::build(&areas).expect("a valid map").simplified(10.0);
    assert_eq!(edges(&turned.areas), edges(&expected.areas));
}

#[test]
fn every_problem_is_named_with_its_area() {
    let unclosed = vec![Rd { x: 0.0, y: 0.0 }, Rd { x: 1.0, y: 0.0 }, Rd { x: 1.0, y: 1.0 }, Rd { x: 0.0, y: 1.0 }];
    let bow = ring(&[(0.0, 0.0), (5.0, 5.0), (9.0, 0.0), (9.0, 9.0), (5.0, 5.0), (0.0, 9.0)]);
    let nowhere = ring(&[(0.0, 0.0), (1.0, f64::NAN), (1.0, 1.0)]);
    let areas = [
        area("U", "", vec![vec![unclosed]]),
        area("F", "", vec![vec![ring(&[(0.0, 0.0), (1.0, 0.0)])], vec![Vec::new()]]),
        area("S", "", vec![vec![ring(&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)])]]),
        area("T", "", vec![vec![bow]]),
        area("N", "", vec![vec![nowhere]]),
    ];
    let problems = Topology::build(&areas).err().expect("it is no map");
    let names: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        names,
        [
            "U: a border is not closed (at 0, 0)",
            "F: a border has fewer than 4 points",
            "F: a border has fewer than 4 points",
            "S: a border encloses no surface",
            "T: a border touches itself (at 5, 5)",
            "N: a coordinate is no number or lies far outside the Netherlands",
        ]
    );
    let square = ring(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]);
    let twice = [area("A", "", vec![vec![square.clone()]]), area("B", "", vec![vec![square]])];
    let problems = Topology::build(&twice).err().expect("they overlap");
    assert!(matches!(&problems[0], Problem::Overlap { code, other, .. } if code == "B" && other == "A"));
}

proptest! {
    /// A jittered grid of quadrilaterals is always a valid coverage.
    #[test]
    fn any_coverage_keeps_its_shared_edges(
        jitter in prop::collection::vec((-0.3..0.3_f64, -0.3..0.3_f64), 36), groups in prop::collection::vec(0..3_u8, 25),
        min_area in 0.0..2e6_f64,
    ) {
        let corner = |c: usize, r: usize| {
            let (dx, dy) = jitter[r * 6 + c];
            #[expect(clippy::cast_precision_loss, reason = "small")]
            let at = |n: usize, d: f64| (n as f64 + d) * 1000.0;
            (at(c, dx), at(r, dy))
        };
        let areas: Vec<Area> = (0..25).map(|i| {
            let (c, r) = (i % 5, i / 5);
            let square = ring(&[corner(c, r), corner(c + 1, r), corner(c + 1, r + 1), corner(c, r + 1)]);
            area(&i.to_string(), &groups[i].to_string(), vec![vec![square]])
        }).collect();
        let map = Topology::build(&areas).expect("a valid map").simplified(min_area);
        let all = edges(&map.areas);
        let count = |lines: &[Vec<Rd>]| lines.iter().map(|line| line.len() - 1).sum::<usize>();
        prop_assert_eq!(all.values().filter(|&&uses| uses == 1).count(), count(&map.outline));
        prop_assert!(all.values().all(|&uses| uses <= 2));
        prop_assert!(map.areas.iter().all(|area| area.polygons[0][0].len() >= 4));
        prop_assert!(count(&map.group_borders) <= all.len());
    }
}
