"""Data: the sets of the course, made-up sets, your own, and what happens before training."""

from typing import TYPE_CHECKING

from coursekit._later import later
from coursekit.data.batches import minibatches
from coursekit.data.categories import indicators
from coursekit.data.dataset import Dataset, Splits
from coursekit.data.sets.bundled import (
    animals,
    digit_weights,
    digits,
    houses,
    penguins,
    silhouettes,
)
from coursekit.data.sets.faces import draw_cat, draw_dog, faces
from coursekit.data.sets.generators import blobs, circles, moons, spirals
from coursekit.data.sets.messages import messages
from coursekit.data.splitting import split_groups, split_indices
from coursekit.data.tables import Table

if TYPE_CHECKING:
    from coursekit.data.faults.answer_key import AnswerKey, Catch, PlantedError
    from coursekit.data.faults.description import Column, Description, describe
    from coursekit.data.faults.planting import (
        HOUSE_FAULTS,
        TEXT_FAULTS,
        Fault,
        plant_table_errors,
        plant_text_errors,
    )
    from coursekit.data.own.arrays import from_arrays
    from coursekit.data.own.csv_files import from_csv
    from coursekit.data.own.images import from_images
    from coursekit.data.scaling import MinMaxScaler, StandardScaler
    from coursekit.data.sets.cards import Card, card, card_names

__all__ = [
    "HOUSE_FAULTS",
    "TEXT_FAULTS",
    "AnswerKey",
    "Card",
    "Catch",
    "Column",
    "Dataset",
    "Description",
    "Fault",
    "MinMaxScaler",
    "PlantedError",
    "Splits",
    "StandardScaler",
    "Table",
    "animals",
    "blobs",
    "card",
    "card_names",
    "circles",
    "describe",
    "digit_weights",
    "digits",
    "draw_cat",
    "draw_dog",
    "faces",
    "from_arrays",
    "from_csv",
    "from_images",
    "houses",
    "indicators",
    "messages",
    "minibatches",
    "moons",
    "penguins",
    "plant_table_errors",
    "plant_text_errors",
    "silhouettes",
    "spirals",
    "split_groups",
    "split_indices",
]

__getattr__ = later(
    __name__,
    {
        "AnswerKey": "coursekit.data.faults.answer_key",
        "Card": "coursekit.data.sets.cards",
        "Catch": "coursekit.data.faults.answer_key",
        "Column": "coursekit.data.faults.description",
        "Description": "coursekit.data.faults.description",
        "Fault": "coursekit.data.faults.planting",
        "HOUSE_FAULTS": "coursekit.data.faults.planting",
        "MinMaxScaler": "coursekit.data.scaling",
        "PlantedError": "coursekit.data.faults.answer_key",
        "StandardScaler": "coursekit.data.scaling",
        "TEXT_FAULTS": "coursekit.data.faults.planting",
        "card": "coursekit.data.sets.cards",
        "card_names": "coursekit.data.sets.cards",
        "describe": "coursekit.data.faults.description",
        "from_arrays": "coursekit.data.own.arrays",
        "from_csv": "coursekit.data.own.csv_files",
        "from_images": "coursekit.data.own.images",
        "plant_table_errors": "coursekit.data.faults.planting",
        "plant_text_errors": "coursekit.data.faults.planting",
    },
)


def __dir__() -> list[str]:
    return __all__
