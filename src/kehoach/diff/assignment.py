"""Optimal assignment over few candidate pairs: what a dense solver does, for the pairs that are there.

Successive shortest paths with Dijkstra over reduced costs (Edmonds and Karp 1972, Tomizawa 1971). Whole numbers only, so
that the answer is exact and the same everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from heapq import heappop, heappush


def assign(gains: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """Left -> right, each used once at most, with the greatest sum of gains. Only gains above 0 are worth an assignment."""
    return _Assignment(gains).solve()


class _Assignment:
    """``edges``: left -> (right, cost); a right of its own, below 0, stands for leaving a left one alone at the cost of no gain."""

    def __init__(self, gains: Mapping[tuple[int, int], int]) -> None:
        top = max(gains.values(), default=0)
        self.edges: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for (left, right), gain in sorted(gains.items()):
            if gain > 0:
                self.edges[left].append((right, top - gain))
        for left, found in self.edges.items():
            found.append((-1 - left, top))
        self.left_of: dict[int, int] = {}
        self.right_of: dict[int, int] = {}
        self.left_price: dict[int, int] = defaultdict(int)
        self.right_price: dict[int, int] = defaultdict(int)

    def solve(self) -> dict[int, int]:
        for left in sorted(self.edges):
            self._bring_in(left)
        return {left: right for left, right in sorted(self.right_of.items()) if right >= 0}

    def _bring_in(self, start: int) -> None:
        """Assign one more left one by the cheapest chain of changes."""
        distance: dict[int, int] = {}
        came_from: dict[int, int] = {}
        reached: list[int] = []
        settled: set[int] = set()
        queue: list[tuple[int, int]] = []
        left, so_far = start, 0
        while True:
            for right, cost in self.edges[left]:
                further = so_far + cost - self.left_price[left] - self.right_price[right]
                if right not in settled and further < distance.get(right, further + 1):
                    distance[right] = further
                    came_from[right] = left
                    heappush(queue, (further, right))
            so_far, right = heappop(queue)
            while right in settled:
                so_far, right = heappop(queue)
            settled.add(right)
            if right not in self.left_of:
                break
            reached.append(right)
            left = self.left_of[right]
        self.left_price[start] += so_far
        for passed in reached:
            self.left_price[self.left_of[passed]] += so_far - distance[passed]
            self.right_price[passed] -= so_far - distance[passed]
        while True:
            left = came_from[right]
            self.left_of[right] = left
            given_up = self.right_of.get(left)
            self.right_of[left] = right
            if given_up is None:
                return
            right = given_up
