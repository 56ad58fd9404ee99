"""The amount editor: figures as people type them, and a currency beside them; one value of two parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from cspdesk.ui.kit.editors.editor import Editor, Line
from cspdesk.ui.kit.editors.reading import Reader
from cspdesk.ui.kit.layout import STRETCH, row
from cspdesk.ui.look import theme

Amount = tuple[int, str]  # minor units, currency code


class AmountEditor(Editor[Amount]):
    """Minor units with their currency; a fixed currency is shown as text and cannot be changed."""

    def __init__(
        self,
        reader_of: Callable[[str], Reader[int]],
        currencies: Sequence[str],
        *,
        name: str,
        currency_name: str,
        currency: str = "TJS",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name=name, parent=parent)
        self._look = theme.current()
        self._reader_of = reader_of
        self._minor: int | None = None
        self._currency_name = currency_name
        self.line = Line()
        self.line.setMaxLength(64)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.currency = QComboBox()
        self.currency.addItems(list(currencies))
        self.currency.setCurrentText(currency)
        self.currency.setEnabled(len(currencies) > 1)
        self.line.textEdited.connect(self._on_typed)
        self.line.left.connect(self.settle)
        self.currency.textActivated.connect(self._on_currency)
        self.setLayout(row((self.line, 1000), (self.currency, 0), STRETCH, spacing=8))
        self.setFocusProxy(self.line)
        self.set_name(name)
        self._look.dress(self._restyle)

    def value(self) -> Amount | None:
        """Minor units and currency."""
        return None if self._minor is None else (self._minor, self.currency.currentText())

    def set_value(self, value: Amount | None) -> None:
        """Show an amount; an empty one keeps the currency."""
        if value == self.value() and (value is not None or not self.line.text()):
            return
        self._minor = None
        if value is None:
            self.line.clear()
            return
        self._minor, currency = value
        if self.currency.findText(currency) < 0:
            self.currency.addItem(currency)
        self.currency.setCurrentText(currency)
        self._show()

    def set_readers(self, reader_of: Callable[[str], Reader[int]]) -> None:
        """Read and write as another language does."""
        self._reader_of = reader_of
        self._show()

    def untrusted_text(self) -> str:
        """What was typed where it cannot be read."""
        return self.line.text().strip() if self._minor is None else ""

    def set_untrusted_text(self, text: str) -> None:
        """Show what was typed before."""
        self._minor = None
        self.line.setText(text)

    def settle(self) -> None:
        """Write the figures as the language does, or say what is wrong."""
        text = self.line.text().strip()
        if self._minor is not None:
            self._show()
        elif text:
            reading = self._reader().read(text)
            self.set_fault(reading.fault, reading.offers)
        self.left.emit()

    def inputs(self) -> Sequence[QWidget]:
        """The figures, then the currency."""
        return (self.line,)

    def set_name(self, name: str) -> None:
        """Name the figures; the currency is named with them."""
        super().set_name(name)
        # A combo box takes its current text for its name unless it is given one.
        self.currency.setAccessibleName(f"{name}, {self._currency_name}")

    def _reader(self) -> Reader[int]:
        return self._reader_of(self.currency.currentText())

    def _show(self) -> None:
        if self._minor is not None:
            self.line.setText(self._reader().show(self._minor))

    def _on_typed(self, text: str) -> None:
        self._minor = self._reader().read(text).value if text.strip() else None
        self._tell_edited()

    def _on_currency(self, _code: str) -> None:
        # Other currencies may have other decimals: read again what stands there.
        self._minor = self._reader().read(self.line.text()).value if self.line.text().strip() else None
        self._tell_edited()
        self.settle()

    def _restyle(self) -> None:
        # under large text it gives way: figures that run beneath the currency would be read as others
        self.line.setMinimumWidth(self._look.px(120))
        self.line.setMaximumWidth(self._look.px(180))
        self.currency.setFixedWidth(self._look.px(84))
