"""Pictures of data and networks, each a function `(data, ax) -> Drawing` that says what it shows.

Show one as the last expression of a cell: `plots.show(plots.loss_curves(history))`.
"""

from coursekit.plots.activations import activation_curves
from coursekit.plots.arcs import order_arcs
from coursekit.plots.bar_chart import bars
from coursekit.plots.boundary import decision_boundary
from coursekit.plots.cards import curve_cards
from coursekit.plots.confusion import confusion_matrix
from coursekit.plots.curves import loss_curves
from coursekit.plots.cycle import learning_cycle
from coursekit.plots.distribution import histogram
from coursekit.plots.drawing import Drawing
from coursekit.plots.figure import axes
from coursekit.plots.fit import line_fit
from coursekit.plots.images import image_grid
from coursekit.plots.network import network_diagram
from coursekit.plots.passed import passed_bars
from coursekit.plots.paths import descent_paths
from coursekit.plots.picture import Picture, show
from coursekit.plots.plane import unit_map
from coursekit.plots.seeds import spread
from coursekit.plots.sweep import knob_sweep
from coursekit.plots.table import heat_map
from coursekit.plots.text import power
from coursekit.plots.valley import loss_valley
from coursekit.plots.weights import weights_as_pictures

__all__ = [
    "Drawing",
    "Picture",
    "activation_curves",
    "axes",
    "bars",
    "confusion_matrix",
    "curve_cards",
    "decision_boundary",
    "descent_paths",
    "heat_map",
    "histogram",
    "image_grid",
    "knob_sweep",
    "learning_cycle",
    "line_fit",
    "loss_curves",
    "loss_valley",
    "network_diagram",
    "order_arcs",
    "passed_bars",
    "power",
    "show",
    "spread",
    "unit_map",
    "weights_as_pictures",
]
