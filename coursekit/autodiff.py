"""Value: a number that remembers how it was made, so that blame can be walked back to its parts."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from coursekit._checks import LARGEST, is_number, what


class Value:
    """A number in a computation graph.

    Parameters
    ----------
    data : float
        The number.

    Attributes
    ----------
    parents : tuple of Value
        What it was computed from; empty for an input.
    op : str
        The operation's sign, for drawing the graph.
    grad : float
        ∂(result)/∂(this value), after `result.backward()`. For an input it adds up over calls.

    Raises
    ------
    TypeError
        If data is not a real number.

    Notes
    -----
    Multiply along a path, add over paths: each operation knows its local slope, and `backward`
    visits every value after all the values that use it.

    References
    ----------
    Linnainmaa (1970), master's thesis, University of Helsinki (reverse accumulation);
    Griewank and Walther (2008), Evaluating Derivatives, chapter 3.

    Examples
    --------
    >>> w, x = Value(3.0), Value(2.0)
    >>> loss = (w * x - 5) ** 2
    >>> loss.backward()
    >>> w.grad
    4.0
    """

    __array_ufunc__ = None  # so that np.array([1.0]) + Value(2.0) gets here too

    def __init__(self, data: float) -> None:
        if not is_number(data) or (isinstance(data, int) and abs(data) > LARGEST):
            raise TypeError(
                f"Value: data is {what(data)}, expected a single number. Value works on one number "
                "at a time; for arrays use the layers."
            )
        self.data = float(data)
        self.grad = 0.0
        self.parents: tuple[Value, ...] = ()
        self.op = ""
        self._pass_blame: Callable[[], None] = lambda: None

    def __repr__(self) -> str:
        return f"Value({self.data:.4g}, grad={self.grad:.4g})"

    def __add__(self, other: Value | float) -> Value:
        other = _value(other)
        return self._result(self.data + other.data, "+", (self, 1.0), (other, 1.0))

    def __mul__(self, other: Value | float) -> Value:
        other = _value(other)
        return self._result(self.data * other.data, "×", (self, other.data), (other, self.data))

    def __pow__(self, n: float) -> Value:
        if isinstance(n, Value):
            raise TypeError(
                "Value: the exponent is a Value, expected a plain number. "
                "For a power with a Value in it write (n * x.log()).exp()."
            )
        n = Value(n).data
        data = _real(pow, self.data, n)
        slope = n * _real(pow, self.data, n - 1) if n else 0.0
        return self._result(data, f"^{n:g}", (self, slope))

    def __rpow__(self, base: float) -> Value:
        return Value(base) ** self  # type: ignore[operator]  # says that it cannot

    def exp(self) -> Value:
        """eˣ; its slope is itself."""
        e = _real(math.exp, self.data)
        return self._result(e, "exp", (self, e))

    def log(self) -> Value:
        """ln x; its slope is 1/x."""
        return self._result(_real(math.log, self.data), "log", (self, 1 / self.data))

    def tanh(self) -> Value:
        """tanh x; its slope is 1 − tanh² x."""
        t = math.tanh(self.data)
        return self._result(t, "tanh", (self, 1 - t**2))

    def sigmoid(self) -> Value:
        """σ(x); its slope is σ(x) (1 − σ(x))."""
        s = 0.5 * (1 + math.tanh(0.5 * self.data))
        return self._result(s, "σ", (self, s * (1 - s)))

    def relu(self) -> Value:
        """max(x, 0); its slope is 1 where x > 0, else 0."""
        return self._result(max(self.data, 0.0), "relu", (self, float(self.data > 0)))

    def backward(self) -> None:
        """Set this value's blame to 1 and pass it back to everything it was made from."""
        order = self.graph()
        for value in order:
            if value.parents:
                value.grad = 0.0
        self.grad = 1.0
        for value in reversed(order):
            value._pass_blame()

    def graph(self) -> list[Value]:
        """All values below this one, each after its parents; this one is last."""
        order: list[Value] = []
        seen: set[Value] = set()
        todo = [(self, False)]
        while todo:
            value, parents_done = todo.pop()
            if parents_done:
                order.append(value)
            elif value not in seen:
                seen.add(value)
                todo += [(value, True), *((parent, False) for parent in value.parents)]
        return order

    def _result(self, data: float, op: str, *slopes: tuple[Value, float]) -> Value:
        """A new value, with the local slope towards each of its parents."""
        out = Value(data)
        out.parents, out.op = tuple(parent for parent, _ in slopes), op

        def pass_blame() -> None:
            for parent, slope in slopes:
                parent.grad += slope * out.grad

        out._pass_blame = pass_blame
        return out

    def __neg__(self) -> Value:
        return self * -1.0

    def __sub__(self, other: Value | float) -> Value:
        return self + (-_value(other))

    def __truediv__(self, other: Value | float) -> Value:
        return self * _value(other) ** -1

    def __rsub__(self, other: float) -> Value:
        return _value(other) - self

    def __rtruediv__(self, other: float) -> Value:
        return _value(other) / self

    __radd__ = __add__
    __rmul__ = __mul__


def _real(function: Callable[..., Any], *numbers: float) -> float:
    """function(*numbers), where it is a real number that a float can hold."""
    try:
        result = function(*numbers)
    except (ValueError, ZeroDivisionError, OverflowError):
        result = None
    if not isinstance(result, (float, int)):
        call = f"{function.__name__}({', '.join(f'{number:g}' for number in numbers)})"
        raise ValueError(
            f"Value: {call} is no real number that fits, expected other data. "
            "Print the value in front of it."
        )
    return float(result)


def _value(x: Value | float) -> Value:
    return x if isinstance(x, Value) else Value(x)
