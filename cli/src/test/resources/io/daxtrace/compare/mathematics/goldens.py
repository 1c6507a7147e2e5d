#!/usr/bin/env python3
"""Writes goldens.json: what scipy says of the statistics that io.daxtrace.compare.mathematics computes itself.

    python3 goldens.py > goldens.json

The Java tests read only the JSON. Holm's adjustment, which scipy does not have, is derived from its definition as a
closed test: the adjusted p-value of a hypothesis is the largest Bonferroni p-value of all sets it belongs to.
"""
import itertools
import json
import sys

import numpy
import scipy
from scipy import stats

rng = numpy.random.default_rng(20171019)


def latencies(n, scale, tick):
    return (numpy.maximum(1, rng.lognormal(numpy.log(scale), 0.5, n) // tick) * tick).astype(int).tolist()


def pairs():
    yield [1, 2, 3], [4, 5, 6]
    yield [5, 5, 5, 5], [5, 5, 6]
    yield [7], [7]
    for n, m, tick in [(8, 8, 1), (20, 33, 100), (200, 150, 1000), (1000, 1000, 2000)]:
        yield latencies(n, 20000, tick), latencies(m, 23000, tick)


def two_samples():
    for base, candidate in pairs():
        same = len(set(base + candidate)) == 1
        test = None if same else stats.mannwhitneyu(candidate, base, method="asymptotic")
        yield {
            "base": base,
            "candidate": candidate,
            "u": len(base) * len(candidate) / 2 if same else float(test.statistic),
            "p": 1.0 if same else float(test.pvalue),
            "ks": float(stats.ks_2samp(base, candidate).statistic),
            "wasserstein": float(stats.wasserstein_distance(base, candidate)),
        }


def histograms():
    for size in (1, 5, 40):
        values = numpy.sort(rng.choice(100000, size, replace=False) + 1)
        shifted = numpy.sort(rng.choice(100000, size, replace=False) + 1)
        weights = rng.integers(1, 10**9, size)
        others = rng.integers(1, 10**9, size)
        yield {
            "base": [[int(v), int(c)] for v, c in zip(values, weights)],
            "candidate": [[int(v), int(c)] for v, c in zip(shifted, others)],
            "wasserstein": float(stats.wasserstein_distance(values, shifted, weights, others)),
        }


def welch():
    for r, s in [(3, 3), (3, 5), (5, 5), (10, 4)]:
        base = rng.lognormal(10, 0.05, r)
        candidate = rng.lognormal(10.1, 0.08, s)
        b, c = numpy.log(base), numpy.log(candidate)
        test = stats.ttest_ind(c, b, equal_var=False)
        at95 = test.confidence_interval(0.95)
        at90 = test.confidence_interval(0.90)
        threshold = float(numpy.log(1.05))
        yield {
            "base": base.tolist(),
            "candidate": candidate.tolist(),
            "at95": [float(at95.low), float(at95.high)],
            "at90": [float(at90.low), float(at90.high)],
            "threshold": threshold,
            "above": float(stats.ttest_ind(c - threshold, b, equal_var=False, alternative="greater").pvalue),
            "below": float(stats.ttest_ind(c - threshold, b, equal_var=False, alternative="less").pvalue),
        }


def benjamini_hochberg():
    for p in ([0.01], [0.01, 0.04, 0.03, 0.005], [0.2, 0.2, 0.9], [0.001] * 5, [0.9, 0.04, 1.0], rng.uniform(0, 0.1, 9).tolist()):
        yield {"p": p, "adjusted": stats.false_discovery_control(p).tolist()}


def holm():
    for p in ([0.01], [0.01, 0.04, 0.03, 0.005], [0.2, 0.2, 0.9], [0.001] * 5, rng.uniform(0, 0.1, 9).tolist()):
        adjusted = []
        for i in range(len(p)):
            rest = [j for j in range(len(p)) if j != i]
            largest = 0.0
            for size in range(len(p)):
                for others in itertools.combinations(rest, size):
                    largest = max(largest, min(1.0, (size + 1) * min([p[i]] + [p[j] for j in others])))
            adjusted.append(largest)
        yield {"p": p, "adjusted": adjusted}


def ranks():
    for n, q in itertools.product((1, 5, 6, 20, 35, 36, 367, 368, 512, 2000, 3687, 3688), (0.5, 0.9, 0.99, 0.999)):
        if n * q * (1 - q) >= 100:
            continue
        tail = float(stats.norm.sf(1.959963984540054))
        below = [k for k in range(1, n + 1) if stats.binom.cdf(k - 1, n, q) <= tail]
        above = [k for k in range(1, n + 1) if stats.binom.sf(k - 1, n, q) <= tail]
        yield {"n": n, "q": q, "lower": max(below, default=0), "upper": min(above, default=0)}


json.dump(
    {
        "generator": "goldens.py",
        "scipy": scipy.__version__,
        "numpy": numpy.__version__,
        "python": sys.version.split()[0],
        "two_samples": list(two_samples()),
        "histograms": list(histograms()),
        "welch": list(welch()),
        "holm": list(holm()),
        "ranks": list(ranks()),
        "benjamini_hochberg": list(benjamini_hochberg()),
    },
    sys.stdout,
    separators=(",", ":"),
)
print()
