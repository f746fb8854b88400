"""Words that accessibility metadata may use (schema.org's discoverability vocabulary, W3C community group, 2024)."""

_MODES = """
auditory chartOnVisual chemOnVisual colorDependent diagramOnVisual mathOnVisual musicOnVisual tactile textOnVisual
textual visual
"""
_FEATURES = """
annotations ARIA bookmarks index pageBreakMarkers pageNavigation printPageNumbers readingOrder structuralNavigation
tableOfContents taggedPDF alternativeText audioDescription captions closedCaptions describedMath longDescription
openCaptions rubyAnnotations signLanguage transcript displayTransformability synchronizedAudioText timingControl
unlocked ChemML latex latex-chemistry MathML MathML-chemistry ttsMarkup highContrastAudio highContrastDisplay largePrint
braille tactileGraphic tactileObject fullRubyAnnotations horizontalWriting verticalWriting
withAdditionalWordSegmentation withoutAdditionalWordSegmentation none unknown
"""
_HAZARDS = """
flashing noFlashingHazard unknownFlashingHazard motionSimulation noMotionSimulationHazard unknownMotionSimulationHazard
sound noSoundHazard unknownSoundHazard none unknown
"""
ACCESS_MODES = frozenset(_MODES.split())
SUFFICIENT_MODES = frozenset(("auditory", "tactile", "textual", "visual"))
FEATURES = frozenset(_FEATURES.split())
HAZARDS = frozenset(_HAZARDS.split())
