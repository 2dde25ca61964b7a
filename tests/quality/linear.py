"""What the scripts that train a model of drafts share: ranks, regression, and what it says of groups that took no part."""
import numpy as np

RIDGE = 0.3


def ranks(values):
    order = np.argsort(values, kind='stable')
    r, i = np.empty(len(values)), 0
    while i < len(order):
        j = i
        while j < len(order) and values[order[j]] == values[order[i]]:
            j += 1
        r[order[i:j]] = (i + j - 1) / 2
        i = j
    return r


def spearman(a, b):
    return 0.0 if np.std(a) == 0 else np.corrcoef(ranks(a), ranks(b))[0, 1]


def regress(x, y, new):
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = (x - mean) / spread
    w = np.linalg.solve(z.T @ z + RIDGE * len(y) * np.eye(z.shape[1]), z.T @ (y - y.mean()))
    return (new - mean) / spread @ w + y.mean()


def left_out(x, y, groups):
    p = np.zeros(len(y))
    for one in np.unique(groups):
        out = groups == one
        p[out] = regress(x[~out], y[~out], x[out])
    return p


def logistic(x, t, counts=None):
    """Of standardized features; the weights are given for the features as they are, the bias last. `counts`: how much each row does."""
    counts = np.ones(len(t)) if counts is None else counts
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    w = np.zeros(z.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ w))
        ridge = 0.02 * counts.sum() * np.r_[np.ones(len(w) - 1), 0]
        w -= np.linalg.solve(z.T @ (z * (counts * p * (1 - p))[:, None]) + np.diag(ridge + 1e-9), z.T @ (counts * (p - t)) + ridge * w)
    weights = w[:-1] / spread
    return np.r_[weights, w[-1] - weights @ mean]


def probability(x, weights):
    return 1 / (1 + np.exp(-(x @ weights[:-1] + weights[-1])))
