"""What can go wrong with the index, as the one exception tree of this package.

The tree:

    Exception
    └── CalibrationError    the stored calibration does not go with this program
"""


class CalibrationError(Exception):
    """The stored calibration does not go with this program; its message tells staff what to do."""

    def __init__(self, file: str) -> None:
        super().__init__(f"{file} tidak cocok dengan program ini. Jalankan: jamsos kalibrasi")
