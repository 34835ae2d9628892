"""Pictures of data and networks, each a function `(data, ax) -> ax` that states itself in words.

Show one as the last expression of a cell: `plots.show(plots.loss_curves(history))`.
"""

from coursekit.plots.activations import activation_curves
from coursekit.plots.bar_chart import bars
from coursekit.plots.boundary import decision_boundary
from coursekit.plots.confusion import confusion_matrix
from coursekit.plots.curve_cards import curve_cards
from coursekit.plots.curves import loss_curves
from coursekit.plots.cycle import learning_cycle
from coursekit.plots.fit import line_fit
from coursekit.plots.heat_map import heat_map
from coursekit.plots.histogram import histogram
from coursekit.plots.images import image_grid
from coursekit.plots.network import network_diagram
from coursekit.plots.passed_bars import passed_bars
from coursekit.plots.paths import descent_paths
from coursekit.plots.picture import Picture, alt, axes, png_bytes, say, show, words
from coursekit.plots.spread import spread
from coursekit.plots.sweep import knob_sweep
from coursekit.plots.unit_map import unit_map
from coursekit.plots.valley import loss_valley
from coursekit.plots.weights import weights_as_pictures
from coursekit.plots.words import power

__all__ = [
    "Picture",
    "activation_curves",
    "alt",
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
    "passed_bars",
    "png_bytes",
    "power",
    "say",
    "show",
    "spread",
    "unit_map",
    "weights_as_pictures",
    "words",
]
