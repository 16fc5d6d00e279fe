//! How it looks.

pub(super) const STYLE: &str = "text{font-family:Arial,Helvetica,sans-serif;fill:#1b2a2f}.t{font-size:7px;font-weight:bold}\
.s{font-size:3.6px}.f{font-size:2.9px}.m{stroke:#4a5a68;stroke-width:2;stroke-linejoin:round}.k0{fill:url(#arcering)}.kf{fill:#fff}\
.k1{fill:#cfe7e7}.k2{fill:#a3d1d2}.k3{fill:#74b7bb}.k4{fill:#44989e}.k5{fill:#1d7a83}.k6{fill:#0a4f58}.k4,.k5,.k6{stroke:#fff}\
.p{fill:none;stroke:#1b2a2f;stroke-width:5;stroke-linejoin:round}.b{fill:#fff;stroke:#8a2846;stroke-width:7}\
.o{stroke-dasharray:14 9}.n{font-size:64px;font-weight:bold;text-anchor:middle;fill:#8a2846}\
.i{fill:#fff;stroke:#1b2a2f;stroke-width:3}.j{font-size:44px}.l{stroke:#1b2a2f;stroke-width:.2}";
